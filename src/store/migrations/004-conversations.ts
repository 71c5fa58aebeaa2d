/**
 * Questions and answers. `message_documents` names every document whose text an answer holds: those
 * it quotes (`cited`), and those among the passages kept beside it; so that erasing a document finds
 * what to take out of which answer.
 */
export const conversations = `
CREATE TABLE conversations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  created_ms REAL NOT NULL,
  updated_ms REAL NOT NULL
) STRICT;
CREATE INDEX conversations_updated ON conversations (updated_ms);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  asked_ms REAL NOT NULL,
  scope TEXT NOT NULL,
  mode TEXT,
  state TEXT NOT NULL CHECK (state IN ('complete', 'stopped', 'redacted')),
  answer TEXT
) STRICT;
CREATE INDEX messages_conversation ON messages (conversation, id);

CREATE TABLE citations (
  message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  document INTEGER NOT NULL,
  ticked INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_document ON citations (document);

CREATE TABLE message_documents (
  message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  document INTEGER NOT NULL,
  cited INTEGER NOT NULL,
  PRIMARY KEY (document, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_documents_message ON message_documents (message);
`;
