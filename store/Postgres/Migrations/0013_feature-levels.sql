-- oldest reader: 12
SET LOCAL watchfloor.system = 'on';

-- What the program of each server understands; the level that all of them have is in meta, as feature_level.
ALTER TABLE servers ADD COLUMN level integer NOT NULL DEFAULT 1;
