-- oldest reader: 12
SET LOCAL watchfloor.system = 'on';

-- Several servers may have the database together: each has a set of lanes, and a row here that says which connection of the database it
-- holds its place with, and which schema its program writes. A row of lanes without a server holds what the folded ones had counted.
CREATE TABLE servers (
  server text PRIMARY KEY,
  backend text NOT NULL,
  schema bigint NOT NULL,
  missed_at timestamptz
);
ALTER TABLE lanes DROP CONSTRAINT lanes_pkey, ADD PRIMARY KEY (server, lane);

-- By the source of the message: each partition is delivered by one server. What waits from before gets its own from the program.
ALTER TABLE outbox ADD COLUMN partition integer NOT NULL DEFAULT 0;
CREATE INDEX outbox_by_partition ON outbox (partition, seq);
