-- oldest reader: 12
SET LOCAL watchfloor.system = 'on';

-- New events whose terms are not in event_term yet: the rows of one are most of what its transaction would take. Whoever looks for a term looks
-- here too. Programs of older schemas do not, so nothing is put here while one of them may have the database: whoever is the first to do so
-- makes 15 the oldest reader before (TermsBehind), and from then on they are refused. What an older program writes is indexed at once.
CREATE TABLE event_unindexed (
  tenant text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  terms text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, at, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0, vacuum_truncate = off);

-- An event stands in event_unindexed or in event_term, never in both. Who writes an event has its row locked, so that only those who move terms
-- can come in between. They take the row out and put the terms in with one statement, and pass over a row that somebody has locked, so that they wait
-- for nobody. Whoever writes here waits for one who moves the row at this moment, and then finds it gone, and its terms by the next statement, which
-- sees what was committed meanwhile; or finds it as it was, if the move was undone.
CREATE OR REPLACE FUNCTION event_is_found() RETURNS trigger LANGUAGE plpgsql AS $found$
DECLARE
  had text[] := '{}';
  has text[] := '{}';
  old_at bigint;
  new_at bigint;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    new_at := coalesce(new.detected_at, new.received_at, 0);
    INSERT INTO search (tenant, id, at, lat, lon, assignee, asides, status, severity, category, facility_id, source, stage)
      VALUES (new.tenant, new.id, new_at, new.lat_e7, new.lon_e7, new.assignee, new.asides,
        CASE WHEN new.view IS NOT NULL THEN new.status END, new.severity, new.category, new.facility_id, new.source,
        CASE new.status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END)
      ON CONFLICT (tenant, id) DO UPDATE SET at = excluded.at, lat = excluded.lat, lon = excluded.lon, assignee = excluded.assignee,
        asides = excluded.asides, status = excluded.status, severity = excluded.severity, category = excluded.category,
        facility_id = excluded.facility_id, source = excluded.source, stage = excluded.stage;
    IF TG_OP = 'INSERT' AND current_setting('watchfloor.terms', true) = 'later' THEN
      IF new.terms <> '' THEN
        INSERT INTO event_unindexed (tenant, at, id, terms) VALUES (new.tenant, new_at, new.id, new.terms);
      END IF;
      RETURN NULL;
    END IF;
    has := coalesce(string_to_array(substr(new.terms, 2), ' '), '{}');
  ELSE
    DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    old_at := coalesce(old.detected_at, old.received_at, 0);
    had := coalesce(string_to_array(substr(old.terms, 2), ' '), '{}');
  END IF;
  IF had = has AND old_at = new_at THEN
    RETURN NULL;
  END IF;
  IF had <> '{}' THEN
    IF has <> '{}' THEN
      UPDATE event_unindexed SET at = new_at, terms = new.terms WHERE tenant = old.tenant AND at = old_at AND id = old.id;
    ELSE
      DELETE FROM event_unindexed WHERE tenant = old.tenant AND at = old_at AND id = old.id;
    END IF;
    IF FOUND THEN
      RETURN NULL;
    END IF;
    DELETE FROM event_term WHERE tenant = old.tenant AND term = ANY (had) AND at = old_at AND id = old.id
      AND (new_at IS DISTINCT FROM old_at OR term <> ALL (has));
  END IF;
  IF has <> '{}' THEN
    INSERT INTO event_term (tenant, term, at, id) SELECT new.tenant, term, new_at, new.id FROM unnest(has) AS term
      WHERE term <> '' AND (new_at IS DISTINCT FROM old_at OR term <> ALL (had));
  END IF;
  RETURN NULL;
END $found$;
