-- Instants are microseconds since 1970. State, view and data are JSON. Everything here works from SQLite 3.35 on.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Every fact, for ever: n is the order of commits, xid the transaction.
CREATE TABLE journal (
  n INTEGER PRIMARY KEY,
  xid INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  request_id TEXT,
  UNIQUE (tenant, kind, id, version)
);

-- One table per kind: the document row is the version guard.
CREATE TABLE event (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  status TEXT,
  severity INTEGER,
  category TEXT,
  facility_id TEXT,
  title TEXT,
  source TEXT,
  external_id TEXT,
  detected_at INTEGER,
  received_at INTEGER,
  updated_at INTEGER,
  sla_due_at INTEGER,
  state TEXT NOT NULL,
  view TEXT,
  urgency INTEGER GENERATED ALWAYS AS (
    CASE status WHEN 'new' THEN 0 WHEN 'acknowledged' THEN 1 WHEN 'in_progress' THEN 1 ELSE 2 END
  ) VIRTUAL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX event_by_urgency ON event (tenant, urgency, severity, received_at, id) WHERE view IS NOT NULL;
CREATE INDEX event_by_arrival ON event (tenant, received_at, id) WHERE view IS NOT NULL;
CREATE INDEX event_open ON event (tenant, category, facility_id, id) WHERE urgency < 2;

CREATE TABLE escalation (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT,
  next_at INTEGER,
  next_level INTEGER,
  next_policy TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE page (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT,
  status TEXT,
  due_at INTEGER,
  level INTEGER,
  channel_id TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX page_by_event ON page (tenant, event_id, due_at);

CREATE TABLE facility (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE channel (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  channel_kind TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE policy (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE rule (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  tag TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE device (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  rules INTEGER,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

-- One deadline per entity.
CREATE TABLE due (
  partition INTEGER NOT NULL,
  at INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, id)
) WITHOUT ROWID;
CREATE INDEX due_by_time ON due (partition, at, rank);

-- Effects that wait for delivery, and those that were given up.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  target_tenant TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  command TEXT NOT NULL,
  data TEXT NOT NULL,
  request_id TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT
);
CREATE TABLE outbox_parked (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  target_tenant TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  command TEXT NOT NULL,
  data TEXT NOT NULL,
  request_id TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  reason TEXT NOT NULL,
  parked_at INTEGER NOT NULL
);

-- One occurrence of one source belongs to one event, for ever.
CREATE TABLE claims (
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (tenant, source, external_id)
) WITHOUT ROWID;

-- Wishes granted in the last days. Row ids grow with time, so the oldest are forgotten from the low end.
CREATE TABLE requests (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, kind, id, request_id)
);

-- A value that is no number is NULL.
CREATE TABLE telemetry (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  device TEXT NOT NULL,
  tag TEXT NOT NULL,
  at INTEGER NOT NULL,
  value REAL,
  quality INTEGER NOT NULL
);
CREATE INDEX telemetry_by_device ON telemetry (tenant, device);
CREATE TABLE telemetry_batches (
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, source, stream, seq)
) WITHOUT ROWID;

-- SHA-256 hashes of API keys, one per holder.
CREATE TABLE keys (
  hash BLOB PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  tenant TEXT NOT NULL,
  UNIQUE (tenant, id)
) WITHOUT ROWID;
