-- oldest reader: 3
SET LOCAL watchfloor.system = 'on';

-- How the JSON of senders that nobody can change is read.
CREATE TABLE mapping (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  source text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
