-- oldest reader: 3
SET LOCAL watchfloor.system = 'on';

-- What an event is found by: degrees in ten-millionths, and its terms, each behind a space. For events that are there the program
-- fills them in, in the same transaction. A program that does not know them would write events that nobody finds.
ALTER TABLE event ADD COLUMN lat_e7 bigint, ADD COLUMN lon_e7 bigint, ADD COLUMN terms text COLLATE "C";

-- Beside the documents, because it changes seldom and they change often: at is the detection.
CREATE TABLE search (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  lat bigint,
  lon bigint,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX search_by_time ON search (tenant, at, id) INCLUDE (lat, lon);
CREATE INDEX search_by_place ON search (tenant, lat, lon) WHERE lat IS NOT NULL;

-- Which events have a term. No tsvector: the wall between tenants lets no index of its kind be used.
CREATE TABLE event_term (
  tenant text COLLATE "C" NOT NULL,
  term text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, term, at, id)
);

CREATE FUNCTION event_is_found() RETURNS trigger LANGUAGE plpgsql AS $found$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
    DELETE FROM event_term WHERE tenant = old.tenant AND term = ANY (string_to_array(substr(old.terms, 2), ' '))
      AND at = coalesce(old.detected_at, old.received_at, 0) AND id = old.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO search (tenant, id, at, lat, lon)
      VALUES (new.tenant, new.id, coalesce(new.detected_at, new.received_at, 0), new.lat_e7, new.lon_e7);
    INSERT INTO event_term (tenant, term, at, id)
      SELECT new.tenant, term, coalesce(new.detected_at, new.received_at, 0), new.id FROM unnest(string_to_array(substr(new.terms, 2), ' ')) AS term
      WHERE term <> '';
  END IF;
  RETURN NULL;
END $found$;
CREATE TRIGGER event_is_found AFTER INSERT OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_found();
CREATE TRIGGER event_is_found_otherwise AFTER UPDATE ON event FOR EACH ROW
WHEN ((old.terms, old.lat_e7, old.lon_e7, old.detected_at) IS DISTINCT FROM (new.terms, new.lat_e7, new.lon_e7, new.detected_at))
EXECUTE FUNCTION event_is_found();

INSERT INTO search (tenant, id, at) SELECT tenant, id, coalesce(detected_at, received_at, 0) FROM event;

-- Filters of the event list that people keep.
CREATE TABLE savedfilter (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  owner text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
