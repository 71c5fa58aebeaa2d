/** Passages whose embedded texts are the same share one vector's making; older ones have none. */
export const embeddedDigests = `
ALTER TABLE passages ADD COLUMN digest BLOB;
CREATE INDEX passages_digest ON passages (digest) WHERE digest IS NOT NULL;
`;
