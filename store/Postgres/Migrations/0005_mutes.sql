-- oldest reader: 3
SET LOCAL watchfloor.system = 'on';

-- When the house mutes events because somebody works on what reports them.
CREATE TABLE maintenance (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);

-- Which open events mute others.
CREATE TABLE inhibition (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
