/**
 * The library as people browse it. `library` holds one narrow row for every visible document with
 * all that is sorted and filtered by, kept by triggers, so that a window of 100,000 documents needs
 * an index and no derivation. `fold`, `name_key` and `library_changed` are functions of the
 * program's (src/store/library/functions.ts).
 */
export const library = `
CREATE TABLE collections (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO collections SELECT collection FROM documents UNION SELECT 'default';

-- Documents that point to a removal are hidden, and erased once it is due.
CREATE TABLE removals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  due_ms REAL NOT NULL
) STRICT;
ALTER TABLE documents ADD COLUMN removal INTEGER REFERENCES removals (id);
CREATE INDEX documents_removal ON documents (removal) WHERE removal IS NOT NULL;

-- Added folders.
CREATE TABLE sources (
  path TEXT NOT NULL,
  collection TEXT NOT NULL,
  watched INTEGER NOT NULL DEFAULT 0,
  removal INTEGER REFERENCES removals (id),
  PRIMARY KEY (path, collection)
) STRICT, WITHOUT ROWID;
-- A single file has its folder as its root too: only what holds more is taken for an added folder.
INSERT INTO sources (path, collection)
  SELECT root, collection FROM documents GROUP BY root, collection
  HAVING count(*) > 1 OR max(instr(document, '/')) > 0;

-- Kept copies whose documents are erased, until they are off the disk.
CREATE TABLE leftovers (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE VIEW library_now AS
  SELECT d.id AS document, d.content_id, d.removal, d.collection, d.type,
    coalesce(c.pages, 0) AS pages, d.bytes, d.modified_ms, d.document AS name, d.path,
    CASE WHEN d.state <> 'read' THEN d.state
      WHEN EXISTS (
        SELECT 1 FROM pending_vectors q JOIN vector_tables t ON t.id = q.table_id AND t.active = 1
        WHERE q.content_id = d.content_id) THEN 'embedding'
      WHEN c.unreadable <> '[]' OR EXISTS (
        SELECT 1 FROM failed_vectors f JOIN vector_tables t ON t.id = f.table_id AND t.active = 1
        WHERE f.content_id = d.content_id) THEN 'partial'
      ELSE 'indexed' END AS status
  FROM documents d LEFT JOIN contents c ON c.id = d.content_id;

-- path is folded; its part from document_at on is the path below the added folder.
CREATE TABLE library (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  collection TEXT NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms REAL NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  document_at INTEGER NOT NULL
) STRICT;
INSERT INTO library
  SELECT document, collection, status, type, pages, bytes, modified_ms, name_key(name),
    fold(path), length(fold(path)) - length(fold(name)) + 1
  FROM library_now;
-- Each order carries what is filtered by, so that rows that do not pass are never looked up.
CREATE INDEX library_name ON library (name, document, collection, status, type);
CREATE INDEX library_type ON library (type, name, document, collection, status);
CREATE INDEX library_status ON library (status, name, document, collection, type);
CREATE INDEX library_pages ON library (pages, document, collection, status, type);
CREATE INDEX library_bytes ON library (bytes, document, collection, status, type);
CREATE INDEX library_modified ON library (modified_ms, document, collection, status, type);
CREATE INDEX library_facets ON library (collection, status, type, bytes);

CREATE TRIGGER library_document_added AFTER INSERT ON documents BEGIN
  INSERT OR IGNORE INTO collections (name) VALUES (new.collection);
  INSERT INTO library
    SELECT document, collection, status, type, pages, bytes, modified_ms, name_key(name),
      fold(path), length(fold(path)) - length(fold(name)) + 1
    FROM library_now WHERE document = new.id AND removal IS NULL;
END;
CREATE TRIGGER library_document_changed
AFTER UPDATE OF collection, type, bytes, modified_ms, document, path, removal ON documents BEGIN
  DELETE FROM library WHERE document = new.id;
  INSERT INTO library
    SELECT document, collection, status, type, pages, bytes, modified_ms, name_key(name),
      fold(path), length(fold(path)) - length(fold(name)) + 1
    FROM library_now WHERE document = new.id AND removal IS NULL;
END;
CREATE TRIGGER library_document_moved_on AFTER UPDATE OF state, content_id, reason ON documents BEGIN
  UPDATE library SET (status, pages) =
    (SELECT status, pages FROM library_now WHERE document = new.id) WHERE document = new.id;
END;
CREATE TRIGGER library_content_changed AFTER UPDATE OF pages, unreadable ON contents BEGIN
  UPDATE library SET (status, pages) =
    (SELECT n.status, n.pages FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = new.id);
END;
CREATE TRIGGER library_vector_waits AFTER INSERT ON pending_vectors BEGIN
  UPDATE library SET status = 'embedding' WHERE status IN ('indexed', 'partial')
    AND document IN (SELECT id FROM documents WHERE content_id = new.content_id)
    AND EXISTS (SELECT 1 FROM vector_tables WHERE id = new.table_id AND active = 1);
END;
CREATE TRIGGER library_vector_done AFTER DELETE ON pending_vectors
WHEN NOT EXISTS (SELECT 1 FROM pending_vectors
  WHERE table_id = old.table_id AND content_id = old.content_id)
BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = old.content_id);
END;
CREATE TRIGGER library_vector_failed AFTER INSERT ON failed_vectors BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = new.content_id);
END;
CREATE TRIGGER library_vector_forgiven AFTER DELETE ON failed_vectors BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = old.content_id);
END;
CREATE TRIGGER library_embedder_changed AFTER UPDATE OF active ON vector_tables
WHEN old.active <> new.active BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE status IN ('indexed', 'partial', 'embedding');
END;

CREATE TRIGGER library_grew AFTER INSERT ON library BEGIN SELECT library_changed(); END;
CREATE TRIGGER library_moved AFTER UPDATE ON library BEGIN SELECT library_changed(); END;
CREATE TRIGGER library_shrank AFTER DELETE ON library BEGIN SELECT library_changed(); END;
CREATE TRIGGER collection_added AFTER INSERT ON collections BEGIN SELECT library_changed(); END;
CREATE TRIGGER collection_removed AFTER DELETE ON collections BEGIN SELECT library_changed(); END;
CREATE TRIGGER source_added AFTER INSERT ON sources BEGIN SELECT library_changed(); END;
CREATE TRIGGER source_changed AFTER UPDATE ON sources BEGIN SELECT library_changed(); END;
CREATE TRIGGER source_removed AFTER DELETE ON sources BEGIN SELECT library_changed(); END;
`;
