-- How long people have to resolve an event, and when that counts.
CREATE TABLE slapolicy (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
