/** Passages that the embedder of a table gave no vector for, though it was tried on them alone. */
export const failedVectors = `
CREATE TABLE failed_vectors (
  table_id INTEGER NOT NULL REFERENCES vector_tables (id),
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  content_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (table_id, passage)
) STRICT, WITHOUT ROWID;
CREATE INDEX failed_content ON failed_vectors (table_id, content_id);
CREATE INDEX failed_passage ON failed_vectors (passage);
`;
