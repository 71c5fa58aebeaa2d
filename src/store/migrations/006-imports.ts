/** Paths that are being looked through; one that is left when the store opens was cut short. */
export const imports = `
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  collection TEXT NOT NULL,
  watched INTEGER NOT NULL
) STRICT;
`;
