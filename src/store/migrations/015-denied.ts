/**
 * Documents that this account may no longer read, since when, and what was read of them: out of every
 * search while it is kept here, back where it was once access returns.
 */
export const denied = `
CREATE TABLE denied (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  since_ms REAL NOT NULL,
  content_id INTEGER REFERENCES contents (id)
) STRICT;
CREATE INDEX denied_content ON denied (content_id) WHERE content_id IS NOT NULL;
CREATE INDEX denied_since ON denied (since_ms);
`;
