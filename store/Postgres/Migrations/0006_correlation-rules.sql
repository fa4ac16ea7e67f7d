-- oldest reader: 6
SET LOCAL watchfloor.system = 'on';

-- What an event is found by when something more is told of it: the group that it lies in, and the conditions that it holds, or held
-- lately. A list as JSON, or NULL. A program that does not know them would write events that their clears do not find.
ALTER TABLE event ADD COLUMN keys text COLLATE "C";

-- The same, one row each, beside the documents, because it changes seldom and they change often.
CREATE TABLE event_key (
  tenant text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  over boolean NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, key, over, id)
);

CREATE FUNCTION event_has_keys() RETURNS trigger LANGUAGE plpgsql AS $keys$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM event_key WHERE tenant = old.tenant AND key = ANY (ARRAY(SELECT json_array_elements_text(coalesce(old.keys, '[]')::json)))
      AND over IN (false, true) AND id = old.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO event_key (tenant, key, over, id)
      SELECT new.tenant, key, new.urgency > 1, new.id FROM json_array_elements_text(coalesce(new.keys, '[]')::json) AS key
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $keys$;
CREATE TRIGGER event_has_keys AFTER INSERT ON event FOR EACH ROW WHEN (new.keys IS NOT NULL) EXECUTE FUNCTION event_has_keys();
CREATE TRIGGER event_had_keys AFTER DELETE ON event FOR EACH ROW WHEN (old.keys IS NOT NULL) EXECUTE FUNCTION event_has_keys();
CREATE TRIGGER event_has_other_keys AFTER UPDATE ON event FOR EACH ROW
WHEN ((old.keys IS NOT NULL OR new.keys IS NOT NULL) AND (old.keys, old.urgency > 1) IS DISTINCT FROM (new.keys, new.urgency > 1))
EXECUTE FUNCTION event_has_keys();

-- Conditions that are open now.
UPDATE event SET keys = (
  SELECT json_agg('c:' || coalesce(facility_id, '') || '|' || category || '|' || (held ->> 'conditionKey'))
  FROM json_array_elements(convert_from(view, 'UTF8')::json -> 'contributors') AS held
)::text WHERE urgency < 2 AND view IS NOT NULL AND json_array_length(convert_from(view, 'UTF8')::json -> 'contributors') > 0;

-- Which detections are one event.
CREATE TABLE correlationrule (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  name text COLLATE "C",
  state bytea NOT NULL,
  view bytea,
  PRIMARY KEY (tenant, id)
);
