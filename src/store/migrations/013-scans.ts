/**
 * Pages whose text is recognised from their picture. A content with such pages is stored as soon as
 * the rest of it is read; each page is filled in by itself. `confidences` holds one byte (percent)
 * for each entry of the page's words.
 */
export const scans = `
CREATE TABLE scans (
  content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  why TEXT NOT NULL,
  reason TEXT,
  confidences BLOB,
  PRIMARY KEY (content_id, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX scans_state ON scans (state, content_id, page);

DROP VIEW library_now;
CREATE VIEW library_now AS
  SELECT d.id AS document, d.content_id, d.removal, d.collection, d.type,
    coalesce(c.pages, 0) AS pages, d.bytes, d.modified_ms, d.document AS name, d.path,
    CASE WHEN d.state <> 'read' THEN d.state
      WHEN EXISTS (SELECT 1 FROM scans s WHERE s.content_id = d.content_id AND s.state = 'waiting')
        THEN 'parsing'
      WHEN EXISTS (
        SELECT 1 FROM pending_vectors q JOIN vector_tables t ON t.id = q.table_id AND t.active = 1
        WHERE q.content_id = d.content_id) THEN 'embedding'
      WHEN c.passages = 0 AND EXISTS (SELECT 1 FROM scans s WHERE s.content_id = d.content_id)
        THEN 'failed'
      WHEN c.unreadable <> '[]'
        OR EXISTS (SELECT 1 FROM scans s WHERE s.content_id = d.content_id AND s.state = 'failed')
        OR EXISTS (
          SELECT 1 FROM failed_vectors f JOIN vector_tables t ON t.id = f.table_id AND t.active = 1
          WHERE f.content_id = d.content_id) THEN 'partial'
      ELSE 'indexed' END AS status
  FROM documents d LEFT JOIN contents c ON c.id = d.content_id;

CREATE TRIGGER library_scan_waits AFTER INSERT ON scans BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = new.content_id);
END;
CREATE TRIGGER library_scan_moved AFTER UPDATE OF state ON scans BEGIN
  UPDATE library SET status =
    (SELECT n.status FROM library_now n WHERE n.document = library.document)
    WHERE document IN (SELECT id FROM documents WHERE content_id = new.content_id);
END;
`;
