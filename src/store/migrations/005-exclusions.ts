/**
 * Files that were removed while their folder stays: looking through the folder again does not bring
 * them back. SHA-256 of the path, since what is erased leaves no name behind.
 */
export const exclusions = `
CREATE TABLE exclusions (path_sha256 BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
