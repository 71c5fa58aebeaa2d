/**
 * Questions over everything. A row belongs to a document (of comparisons of two versions to both) and
 * goes with it, so that nothing of an erased document is left in a table. `orders` holds what the
 * cells are sorted by.
 */
export const surveys = `
CREATE TABLE surveys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  question TEXT NOT NULL,
  scope TEXT NOT NULL,
  plan TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'complete')),
  created_ms REAL NOT NULL,
  updated_ms REAL NOT NULL
) STRICT;

CREATE TABLE survey_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survey INTEGER NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  other INTEGER REFERENCES documents (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
  partial INTEGER NOT NULL DEFAULT 0,
  found INTEGER NOT NULL DEFAULT 0,
  matches INTEGER,
  change TEXT,
  reason TEXT,
  cells TEXT NOT NULL DEFAULT '[]',
  orders TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX survey_rows_state ON survey_rows (survey, state, id);
CREATE INDEX survey_rows_document ON survey_rows (document);
CREATE INDEX survey_rows_other ON survey_rows (other);
`;
