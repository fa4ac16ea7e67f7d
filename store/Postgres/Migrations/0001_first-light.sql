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

CREATE TABLE telemetry (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  tenant text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  value double precision NOT NULL,
  quality integer NOT NULL,
  PRIMARY KEY (tenant, device, seq)
);
CREATE TABLE telemetry_batches (
  tenant text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, source, stream, seq)
);

-- SHA-256 hashes of API keys, one per holder.
CREATE TABLE keys (
  hash bytea PRIMARY KEY,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  UNIQUE (tenant, id)
);
