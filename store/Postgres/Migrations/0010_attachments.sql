-- oldest reader: 10
SET LOCAL watchfloor.system = 'on';

-- The ids of the files that an event holds, with blanks between them: what is named there is shown. A program that does not know them
-- would let go of them.
ALTER TABLE event ADD COLUMN attachments text COLLATE "C";

-- Files, put here before their event takes them. Settled: it was seen that it did.
CREATE TABLE attachment (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  hash bytea NOT NULL,
  actor text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  settled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX attachment_of_event ON attachment (tenant, event_id);
CREATE INDEX attachment_loose ON attachment (at) WHERE NOT settled;

CREATE TABLE attachment_part (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  part bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (tenant, id, part)
);
ALTER TABLE attachment_part ALTER COLUMN data SET STORAGE EXTERNAL; -- what people attach is compressed already
