/**
 * The first schema. `state` of a document is what happened to it last; its status also depends on
 * its content and vectors. `passage_words` holds stemmed text, which FTS5 indexes as external
 * content: of the ways FTS5 stores text, only this one erased without leaving a trace.
 */
export const first = `
CREATE TABLE contents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  parser_version TEXT NOT NULL,
  format TEXT NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  pages INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  unreadable TEXT NOT NULL,
  UNIQUE (sha256, parser_version)
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  root TEXT NOT NULL,
  document TEXT NOT NULL,
  path TEXT NOT NULL,
  collection TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'parsing', 'read', 'failed', 'skipped', 'missing')),
  reason TEXT,
  sha256 TEXT,
  content_id INTEGER REFERENCES contents (id),
  UNIQUE (collection, path)
) STRICT;
CREATE INDEX documents_path ON documents (path);
CREATE INDEX documents_content ON documents (content_id);
CREATE INDEX documents_state ON documents (state, id);

CREATE TABLE pages (
  content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  unit TEXT NOT NULL,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  raw BLOB,
  map BLOB,
  width REAL NOT NULL,
  height REAL NOT NULL,
  rotation INTEGER NOT NULL,
  words BLOB NOT NULL,
  PRIMARY KEY (content_id, number)
) STRICT;

CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  headings TEXT NOT NULL,
  context TEXT NOT NULL,
  language TEXT NOT NULL,
  UNIQUE (content_id, ordinal)
) STRICT;
CREATE INDEX passages_language ON passages (language);

CREATE TABLE passage_words (
  passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  headings TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
  title, headings, name, body,
  content = 'passage_words', content_rowid = 'passage', tokenize = 'ascii'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE word_counts USING fts5vocab ('words', 'row');
CREATE TRIGGER passage_words_added AFTER INSERT ON passage_words BEGIN
  INSERT INTO words (rowid, title, headings, name, body)
  VALUES (new.passage, new.title, new.headings, new.name, new.body);
END;
CREATE TRIGGER passage_words_removed AFTER DELETE ON passage_words BEGIN
  INSERT INTO words (words, rowid, title, headings, name, body)
  VALUES ('delete', old.passage, old.title, old.headings, old.name, old.body);
END;
CREATE TRIGGER passage_words_changed AFTER UPDATE ON passage_words BEGIN
  INSERT INTO words (words, rowid, title, headings, name, body)
  VALUES ('delete', old.passage, old.title, old.headings, old.name, old.body);
  INSERT INTO words (rowid, title, headings, name, body)
  VALUES (new.passage, new.title, new.headings, new.name, new.body);
END;

CREATE TABLE vector_tables (
  id INTEGER PRIMARY KEY,
  embedder TEXT NOT NULL UNIQUE,
  dimensions INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE shards (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_id INTEGER NOT NULL REFERENCES vector_tables (id),
  state TEXT NOT NULL CHECK (state IN ('writing', 'open', 'sealed')),
  version INTEGER NOT NULL,
  rows INTEGER NOT NULL
) STRICT;

CREATE TABLE shard_files (
  shard_id INTEGER NOT NULL REFERENCES shards (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (shard_id, file)
) STRICT, WITHOUT ROWID;

-- No reference to passages: a row outlives its passage (dead) until its shard is rewritten.
CREATE TABLE vectors (
  table_id INTEGER NOT NULL,
  passage INTEGER NOT NULL,
  shard_id INTEGER NOT NULL REFERENCES shards (id),
  dead INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (table_id, passage)
) STRICT, WITHOUT ROWID;
CREATE INDEX vectors_shard ON vectors (shard_id);
CREATE INDEX vectors_dead ON vectors (shard_id) WHERE dead = 1;

CREATE TABLE pending_vectors (
  table_id INTEGER NOT NULL REFERENCES vector_tables (id),
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  content_id INTEGER NOT NULL,
  PRIMARY KEY (table_id, passage)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_content ON pending_vectors (table_id, content_id);
CREATE INDEX pending_passage ON pending_vectors (passage);

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
