-- The oldest schema whose program can still work with this database. A script that only adds leaves it as it is.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '3');

-- Readings of one device from one batch, packed; last is the number of the newest of them. What the table before held is packed into
-- it by the program, in the same transaction.
CREATE TABLE readings (
  last INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  device TEXT NOT NULL,
  oldest INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX readings_by_device ON readings (tenant, device);
CREATE INDEX readings_by_time ON readings (tenant, device, oldest);

-- A partition is a day of receipt: the numbers from its first to that of the next one. Ordered by number, whatever the clock does.
CREATE TABLE reading_days (
  first INTEGER PRIMARY KEY,
  day INTEGER NOT NULL
);

-- Instants in microseconds; span is what retention takes as a whole.
CREATE TABLE rollups (
  width INTEGER NOT NULL,
  span INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  tag TEXT NOT NULL,
  at INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  good INTEGER NOT NULL,
  low REAL,
  high REAL,
  total REAL,
  last REAL,
  last_at INTEGER,
  PRIMARY KEY (width, span, tenant, tag, at)
) WITHOUT ROWID;

-- Batches that are known, in unbroken runs of their numbers: one row for a sender that counts without gaps.
CREATE TABLE batch_runs (
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  stream TEXT NOT NULL,
  first INTEGER NOT NULL,
  through INTEGER NOT NULL,
  PRIMARY KEY (tenant, source, stream, first)
) WITHOUT ROWID;
INSERT INTO batch_runs
SELECT tenant, source, stream, min(seq), max(seq) FROM (
  SELECT tenant, source, stream, seq,
    seq - row_number() OVER (PARTITION BY tenant, source, stream ORDER BY seq) AS run
  FROM telemetry_batches
) GROUP BY tenant, source, stream, run;
DROP TABLE telemetry_batches;

-- Events that retention took away. Their escalations and pages are known by them.
CREATE TABLE tombstones (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX event_by_end ON event (updated_at) WHERE status = 'closed';
