-- oldest reader: 3
SET LOCAL watchfloor.system = 'on';

-- How long people have to resolve an event, and when that counts.
CREATE TABLE slapolicy (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
