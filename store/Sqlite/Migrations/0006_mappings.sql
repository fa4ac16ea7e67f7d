-- How the JSON of senders that nobody can change is read.
CREATE TABLE mapping (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  source TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
