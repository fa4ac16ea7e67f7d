-- oldest reader: 1
-- Instants are microseconds since 1970. State, view and data are JSON as bytes, exactly as they were written: a grain reads its state
-- back as it is, and nothing that is legal in JSON can be refused by the type of a column. Text is compared by its bytes.

CREATE TABLE meta (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- One row per lane of the server that has the database. Each flush writes its own row first: a server that was taken over finds another
-- name there and can change nothing more, and whoever lost a connection in the middle of COMMIT sees by the flush whether it is in.
CREATE TABLE lanes (
  lane integer PRIMARY KEY,
  server text NOT NULL,
  flush bigint NOT NULL,
  facts bigint NOT NULL
) WITH (fillfactor = 50);

-- Every fact, for ever: xid is the transaction, n the row's place in it.
CREATE TABLE journal (
  xid bigint NOT NULL,
  n bigint NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  data bytea NOT NULL,
  actor text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  request_id text COLLATE "C",
  trace text,
  PRIMARY KEY (xid, n)
);
CREATE UNIQUE INDEX journal_by_entity ON journal (tenant, kind, id, version);

-- One table per kind: the document row is the version guard.
CREATE TABLE event (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  status text COLLATE "C",
  severity bigint,
  category text COLLATE "C",
  facility_id text COLLATE "C",
  title text COLLATE "C",
  source text COLLATE "C",
  external_id text COLLATE "C",
  detected_at bigint,
  received_at bigint,
  updated_at bigint,
  sla_due_at bigint,
  state bytea NOT NULL,
  view bytea,
  urgency integer NOT NULL GENERATED ALWAYS AS (
    CASE status WHEN 'new' THEN 0 WHEN 'acknowledged' THEN 1 WHEN 'in_progress' THEN 1 ELSE 2 END
  ) STORED,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX event_by_urgency ON event (tenant, urgency, severity, received_at, id) WHERE view IS NOT NULL;
CREATE INDEX event_by_arrival ON event (tenant, received_at, id) WHERE view IS NOT NULL;
CREATE INDEX event_open ON event (tenant, category, facility_id, id) WHERE urgency < 2;

CREATE TABLE escalation (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  event_id text COLLATE "C",
  next_at bigint,
  next_level bigint,
  next_policy text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE page (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  event_id text COLLATE "C",
  status text COLLATE "C",
  due_at bigint,
  level bigint,
  channel_id text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX page_by_event ON page (tenant, event_id, due_at);

CREATE TABLE facility (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE channel (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  channel_kind text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE policy (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE rule (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  tag text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE device (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  rules bigint,
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

-- One deadline per entity.
CREATE TABLE due (
  partition integer NOT NULL,
  at bigint NOT NULL,
  rank integer NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX due_by_time ON due (partition, at, rank);

-- Effects that wait for delivery, and those that were given up. The number holds the transaction in its high bits, so that the order of
-- numbers is the order of transactions.
CREATE TABLE outbox (
  seq bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  target_tenant text COLLATE "C" NOT NULL,
  target_kind text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  command text COLLATE "C" NOT NULL,
  data bytea NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  trace text,
  reason text
);
CREATE TABLE outbox_parked (
  seq bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  target_tenant text COLLATE "C" NOT NULL,
  target_kind text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  command text COLLATE "C" NOT NULL,
  data bytea NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  attempts integer NOT NULL,
  trace text,
  reason text NOT NULL,
  parked_at bigint NOT NULL
);

-- One occurrence of one source belongs to one event, for ever.
CREATE TABLE claims (
  tenant text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  external_id text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, source, external_id)
);

-- Wishes granted in the last days.
CREATE TABLE requests (
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, kind, id, request_id)
);
CREATE INDEX requests_by_time ON requests (at);

-- Numbers that go up and are never used again, and marks.
CREATE TABLE marks (
  name text COLLATE "C" PRIMARY KEY,
  value bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO marks VALUES ('readings', 0), ('rolled', 0), ('journal_removed', 0);

-- Readings of one device from one batch, packed; last is the number of the newest of them.
CREATE TABLE readings (
  last bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  oldest bigint NOT NULL,
  newest bigint NOT NULL,
  data bytea NOT NULL
);
CREATE INDEX readings_by_device ON readings (tenant, device, last);
CREATE INDEX readings_by_time ON readings (tenant, device, oldest, last);

-- A partition is a day of receipt: the numbers from its first to that of the next one. Ordered by number, whatever the clock does.
CREATE TABLE reading_days (
  first bigint PRIMARY KEY,
  day bigint NOT NULL
);

-- Instants in microseconds; span is what retention takes as a whole.
CREATE TABLE rollups (
  width bigint NOT NULL,
  span bigint NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  samples bigint NOT NULL,
  good bigint NOT NULL,
  low double precision,
  high double precision,
  total double precision,
  last double precision,
  last_at bigint,
  PRIMARY KEY (tenant, tag, width, at)
);
CREATE INDEX rollups_by_span ON rollups (width, span);

-- Batches that are known, in unbroken runs of their numbers: one row for a sender that counts without gaps.
CREATE TABLE batch_runs (
  tenant text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  first bigint NOT NULL,
  through bigint NOT NULL,
  PRIMARY KEY (tenant, source, stream, first)
);

-- Events that retention took away. Their escalations and pages are known by them.
CREATE TABLE tombstones (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX event_by_end ON event (updated_at) WHERE status = 'closed';

CREATE TABLE tenant (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

-- Who it is stands in people; the name column holds the id, so that lists have an order.
CREATE TABLE account (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  role text COLLATE "C",
  disabled bigint,
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

-- Hashes are SHA-256 in lower-case hex. The previous one opens until its instant, so that a key can be changed without a gap.
CREATE TABLE apikey (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  role text COLLATE "C",
  hash text COLLATE "C",
  previous_hash text COLLATE "C",
  previous_until bigint,
  expires_at bigint,
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX apikey_by_hash ON apikey (hash) WHERE view IS NOT NULL;
CREATE INDEX apikey_by_previous ON apikey (previous_hash) WHERE view IS NOT NULL AND previous_hash IS NOT NULL;

-- Forgotten when somebody leaves; nothing of it stands in the journal.
CREATE TABLE people (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  login text NOT NULL,
  login_key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  password_hash text,
  failures integer NOT NULL,
  locked_until bigint,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, login_key)
);

CREATE TABLE sessions (
  hash bytea PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  holder_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL
);
CREATE INDEX sessions_by_holder ON sessions (tenant, holder_id);
CREATE INDEX sessions_by_end ON sessions (until);

-- First answers by Idempotency-Key.
CREATE TABLE answers (
  tenant text COLLATE "C" NOT NULL,
  caller text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  fingerprint bytea NOT NULL,
  status integer NOT NULL,
  headers bytea NOT NULL,
  body bytea NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, caller, name)
);
CREATE INDEX answers_by_time ON answers (at);

CREATE TABLE audit (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  operation text COLLATE "C" NOT NULL,
  path text NOT NULL,
  status integer NOT NULL,
  trace text
);
CREATE INDEX audit_by_time ON audit (tenant, at, n);
CREATE INDEX audit_by_age ON audit (at);

-- SHA-256 hashes of API keys, one per holder.
CREATE TABLE keys (
  hash bytea PRIMARY KEY,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  UNIQUE (tenant, id)
);
