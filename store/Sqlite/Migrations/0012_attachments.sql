-- A program that does not know attachments would let go of those that events hold.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '12');

-- The ids of the files that an event holds, with blanks between them: what is named there is shown.
ALTER TABLE event ADD COLUMN attachments TEXT;

-- Files, put here before their event takes them. Settled: it was seen that it did.
CREATE TABLE attachment (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash BLOB NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX attachment_of_event ON attachment (tenant, event_id);
CREATE INDEX attachment_loose ON attachment (at) WHERE settled = 0;

CREATE TABLE attachment_part (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  part INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (tenant, id, part)
);
