/**
 * The headings of each page that has some, as they stand in the document: JSON of texts and levels. A
 * content stored before has none, and the outline of its passages stands in.
 */
export const outlines = `
CREATE TABLE outlines (
  content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  headings TEXT NOT NULL,
  PRIMARY KEY (content_id, page)
) STRICT, WITHOUT ROWID;
`;
