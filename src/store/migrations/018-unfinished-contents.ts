/**
 * Contents on which work goes on in steps: being written or erased, and then seen by nobody, or being given
 * other names. What a crash leaves here is erased or finished by the next owner.
 */
export const unfinishedContents = `
CREATE TABLE unfinished (
  content_id INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
  work TEXT NOT NULL CHECK (work IN ('write', 'erase', 'rename'))
) STRICT;
CREATE INDEX passages_content_language ON passages (content_id, language);
`;
