-- What a commit was part of: a W3C traceparent.
ALTER TABLE journal ADD COLUMN trace TEXT;
ALTER TABLE outbox ADD COLUMN trace TEXT;
ALTER TABLE outbox_parked ADD COLUMN trace TEXT;

CREATE TABLE tenant (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

-- Who it is stands in people; the name column holds the id, so that lists have an order.
CREATE TABLE account (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  role TEXT,
  disabled INTEGER,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

-- Hashes are SHA-256 in lower-case hex. The previous one opens until its instant, so that a key can be changed without a gap.
CREATE TABLE apikey (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  role TEXT,
  hash TEXT,
  previous_hash TEXT,
  previous_until INTEGER,
  expires_at INTEGER,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX apikey_by_hash ON apikey (hash) WHERE view IS NOT NULL;
CREATE INDEX apikey_by_previous ON apikey (previous_hash) WHERE view IS NOT NULL AND previous_hash IS NOT NULL;

-- Forgotten when somebody leaves; nothing of it stands in the journal.
CREATE TABLE people (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  login TEXT NOT NULL,
  login_key TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT,
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, login_key)
) WITHOUT ROWID;

CREATE TABLE sessions (
  hash BLOB PRIMARY KEY,
  tenant TEXT NOT NULL,
  holder_id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_holder ON sessions (tenant, holder_id);
CREATE INDEX sessions_by_end ON sessions (until);

-- First answers by Idempotency-Key. Row ids grow with time, so the oldest are forgotten from the low end.
CREATE TABLE answers (
  tenant TEXT NOT NULL,
  caller TEXT NOT NULL,
  name TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, caller, name)
);

CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  operation TEXT NOT NULL,
  path TEXT NOT NULL,
  status INTEGER NOT NULL,
  trace TEXT
);
CREATE INDEX audit_by_time ON audit (tenant, at, n);
