/**
 * Sums of what was read, so that a damaged page or passage is found. Whatever changes a content takes
 * its sum away; it is summed again when its writing is done, or when the store is verified.
 */
export const contentSums = `
CREATE TABLE content_sums (
  content_id INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL
) STRICT;
CREATE TRIGGER content_unsummed AFTER UPDATE ON contents BEGIN
  DELETE FROM content_sums WHERE content_id = old.id;
END;
CREATE TRIGGER page_added_unsums AFTER INSERT ON pages BEGIN
  DELETE FROM content_sums WHERE content_id = new.content_id;
END;
CREATE TRIGGER page_changed_unsums AFTER UPDATE ON pages BEGIN
  DELETE FROM content_sums WHERE content_id = old.content_id;
END;
CREATE TRIGGER page_removed_unsums AFTER DELETE ON pages BEGIN
  DELETE FROM content_sums WHERE content_id = old.content_id;
END;
CREATE TRIGGER passage_added_unsums AFTER INSERT ON passages BEGIN
  DELETE FROM content_sums WHERE content_id = new.content_id;
END;
CREATE TRIGGER passage_changed_unsums AFTER UPDATE ON passages BEGIN
  DELETE FROM content_sums WHERE content_id = old.content_id;
END;
CREATE TRIGGER passage_removed_unsums AFTER DELETE ON passages BEGIN
  DELETE FROM content_sums WHERE content_id = old.content_id;
END;
`;
