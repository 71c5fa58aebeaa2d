/**
 * Where in their sheet the cells of a page stand: `ParsedPage.cells`, deflated; null elsewhere. Sums over
 * whole rows are taken anew.
 */
export const cells = `
ALTER TABLE pages ADD COLUMN cells BLOB;
DELETE FROM content_sums;
`;
