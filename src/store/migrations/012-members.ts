/**
 * Documents within documents: members of archives, attachments of mails. `container` holds a member
 * directly, `file` is the one on the disk at the top, `member` its place within the container.
 * What is said of a file that is away holds for all that lies in it. An exclusion of a member names
 * the file too, so that adding the file again brings its members back.
 */
export const members = `
ALTER TABLE documents ADD COLUMN container INTEGER REFERENCES documents (id);
ALTER TABLE documents ADD COLUMN file INTEGER REFERENCES documents (id);
ALTER TABLE documents ADD COLUMN member INTEGER;
CREATE INDEX documents_container ON documents (container) WHERE container IS NOT NULL;
CREATE INDEX documents_file ON documents (file) WHERE file IS NOT NULL;

ALTER TABLE contents ADD COLUMN members INTEGER NOT NULL DEFAULT 0;

ALTER TABLE exclusions ADD COLUMN within_sha256 BLOB;
CREATE INDEX exclusions_within ON exclusions (within_sha256) WHERE within_sha256 IS NOT NULL;

CREATE TRIGGER members_missing AFTER UPDATE OF state ON documents
WHEN new.state = 'missing' AND old.state <> 'missing' AND new.file IS NULL BEGIN
  UPDATE documents SET state = 'missing', reason = new.reason
    WHERE file = new.id AND state <> 'missing';
END;
CREATE TRIGGER members_back AFTER UPDATE OF state ON documents
WHEN old.state = 'missing' AND new.state <> 'missing' AND new.file IS NULL BEGIN
  UPDATE documents SET reason = NULL,
      state = CASE WHEN content_id IS NULL THEN 'queued' ELSE 'read' END
    WHERE file = new.id AND state = 'missing';
END;
`;
