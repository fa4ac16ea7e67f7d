-- When the house mutes events because somebody works on what reports them.
CREATE TABLE maintenance (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);

-- Which open events mute others.
CREATE TABLE inhibition (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
