-- oldest reader: 8
SET LOCAL watchfloor.system = 'on';

-- Whose it is, and how it is set aside: a bit for each kind, NULL for not at all. A program that does not know them would write events
-- that nobody finds by it.
ALTER TABLE event ADD COLUMN assignee text COLLATE "C", ADD COLUMN asides bigint;

-- All that lists are narrowed by stands beside the documents, which are wide. The status is NULL where readers see nothing; it is
-- in no index, and pages have room left, so that a change of it is one row in its place. The stage is 0 while it is open, 1 while it is
-- resolved, and 2 when it is closed.
ALTER TABLE search SET (fillfactor = 85);
ALTER TABLE search ADD COLUMN assignee text COLLATE "C", ADD COLUMN asides bigint, ADD COLUMN status text COLLATE "C",
  ADD COLUMN severity bigint, ADD COLUMN category text COLLATE "C", ADD COLUMN facility_id text COLLATE "C",
  ADD COLUMN source text COLLATE "C", ADD COLUMN stage bigint;

CREATE FUNCTION view_of(view bytea) RETURNS json LANGUAGE plpgsql AS $view$
BEGIN
  RETURN convert_from(view, 'UTF8')::json;
EXCEPTION WHEN data_exception THEN
  RETURN NULL; -- no reader can read it either; a check of the database tells of it
END $view$;
WITH seen AS (
  SELECT tenant, id, seen ->> 'assignee' AS assignee, (seen ->> 'shelved' IS NOT NULL)::int + 2 * (seen ->> 'suppressed' IS NOT NULL)::int
    + 4 * (seen ->> 'outOfService' IS NOT NULL)::int AS asides
  FROM event, view_of(view) AS seen
)
UPDATE event e SET assignee = s.assignee, asides = nullif(s.asides, 0) FROM seen s
WHERE e.tenant = s.tenant AND e.id = s.id AND (s.assignee IS NOT NULL OR s.asides <> 0);
DROP FUNCTION view_of;
UPDATE search s SET assignee = e.assignee, asides = e.asides, status = CASE WHEN e.view IS NOT NULL THEN e.status END,
  severity = e.severity, category = e.category, facility_id = e.facility_id, source = e.source,
  stage = CASE e.status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END
FROM event e WHERE e.tenant = s.tenant AND e.id = s.id;

DROP INDEX search_by_time;
CREATE INDEX search_by_time ON search (tenant, at, id) INCLUDE (lat, lon, assignee, asides);
CREATE INDEX search_by_assignee ON search (tenant, assignee, at, id) WHERE assignee IS NOT NULL;
CREATE INDEX search_by_aside ON search (tenant, at, id) INCLUDE (asides) WHERE asides IS NOT NULL;

-- Most events of all times are closed.
CREATE INDEX search_open ON search (tenant, at, id) WHERE stage = 0;
CREATE INDEX search_unclosed ON search (tenant, at, id) WHERE stage < 2;

-- Only what is otherwise is written: to acknowledge an event, to give it to somebody or to set it aside costs one narrow row.
CREATE OR REPLACE FUNCTION event_is_found() RETURNS trigger LANGUAGE plpgsql AS $found$
DECLARE
  had text[] := '{}';
  has text[] := '{}';
  old_at bigint;
  new_at bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    old_at := coalesce(old.detected_at, old.received_at, 0);
    had := coalesce(string_to_array(substr(old.terms, 2), ' '), '{}');
  END IF;
  IF TG_OP <> 'DELETE' THEN
    new_at := coalesce(new.detected_at, new.received_at, 0);
    has := coalesce(string_to_array(substr(new.terms, 2), ' '), '{}');
    INSERT INTO search (tenant, id, at, lat, lon, assignee, asides, status, severity, category, facility_id, source, stage)
      VALUES (new.tenant, new.id, new_at, new.lat_e7, new.lon_e7, new.assignee, new.asides,
        CASE WHEN new.view IS NOT NULL THEN new.status END, new.severity, new.category, new.facility_id, new.source,
        CASE new.status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END)
      ON CONFLICT (tenant, id) DO UPDATE SET at = excluded.at, lat = excluded.lat, lon = excluded.lon, assignee = excluded.assignee,
        asides = excluded.asides, status = excluded.status, severity = excluded.severity, category = excluded.category,
        facility_id = excluded.facility_id, source = excluded.source, stage = excluded.stage;
  ELSE
    DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
  END IF;
  IF had = has AND old_at = new_at THEN
    RETURN NULL;
  END IF;
  IF had <> '{}' THEN
    DELETE FROM event_term WHERE tenant = old.tenant AND term = ANY (had) AND at = old_at AND id = old.id
      AND (new_at IS DISTINCT FROM old_at OR term <> ALL (has));
  END IF;
  IF has <> '{}' THEN
    INSERT INTO event_term (tenant, term, at, id) SELECT new.tenant, term, new_at, new.id FROM unnest(has) AS term
      WHERE term <> '' AND (new_at IS DISTINCT FROM old_at OR term <> ALL (had));
  END IF;
  RETURN NULL;
END $found$;
DROP TRIGGER event_is_found_otherwise ON event;
CREATE TRIGGER event_is_found_otherwise AFTER UPDATE ON event FOR EACH ROW
WHEN ((old.terms, old.lat_e7, old.lon_e7, old.detected_at, old.assignee, old.asides, old.status, old.severity, old.category, old.facility_id,
    old.source, old.view IS NULL)
  IS DISTINCT FROM (new.terms, new.lat_e7, new.lon_e7, new.detected_at, new.assignee, new.asides, new.status, new.severity, new.category,
    new.facility_id, new.source, new.view IS NULL))
EXECUTE FUNCTION event_is_found();
