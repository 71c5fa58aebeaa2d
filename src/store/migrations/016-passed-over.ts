/** Removals of what the rules for folders pass over: no person's, so that a scan may take them back. */
export const passedOver = `
ALTER TABLE removals ADD COLUMN passed_over INTEGER NOT NULL DEFAULT 0;
`;
