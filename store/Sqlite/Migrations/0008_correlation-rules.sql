-- A program that does not know the keys of events would write events that their clears do not find.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '8');

-- What an event is found by when something more is told of it: the group that it lies in, and the conditions that it holds, or held
-- lately. A list as JSON, or NULL.
ALTER TABLE event ADD COLUMN keys TEXT;

-- The same, one row each, beside the documents, because it changes seldom and they change often.
CREATE TABLE event_key (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  over INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (tenant, key, over, id)
) WITHOUT ROWID;

CREATE TRIGGER event_has_keys AFTER INSERT ON event WHEN new.keys IS NOT NULL BEGIN
  INSERT OR IGNORE INTO event_key SELECT new.tenant, value, new.status IS 'resolved' OR new.status IS 'closed', new.id FROM json_each(new.keys);
END;
CREATE TRIGGER event_has_other_keys AFTER UPDATE OF keys, status ON event
WHEN (old.keys IS NOT NULL OR new.keys IS NOT NULL) AND (old.keys IS NOT new.keys
  OR (old.status IS 'resolved' OR old.status IS 'closed') <> (new.status IS 'resolved' OR new.status IS 'closed'))
BEGIN
  DELETE FROM event_key WHERE tenant = old.tenant AND key IN (SELECT value FROM json_each(coalesce(old.keys, '[]')))
    AND over IN (0, 1) AND id = old.id;
  INSERT OR IGNORE INTO event_key SELECT new.tenant, value, new.status IS 'resolved' OR new.status IS 'closed', new.id
    FROM json_each(coalesce(new.keys, '[]'));
END;
CREATE TRIGGER event_had_keys AFTER DELETE ON event WHEN old.keys IS NOT NULL BEGIN
  DELETE FROM event_key WHERE tenant = old.tenant AND key IN (SELECT value FROM json_each(old.keys)) AND over IN (0, 1) AND id = old.id;
END;

-- Conditions that are open now.
UPDATE event SET keys = (
  SELECT json_group_array('c:' || coalesce(event.facility_id, '') || '|' || event.category || '|' || json_extract(held.value, '$.conditionKey'))
  FROM json_each(event.view, '$.contributors') AS held
) WHERE status IN ('new', 'acknowledged', 'in_progress') AND CASE WHEN json_valid(view) THEN json_array_length(view, '$.contributors') > 0 END;

-- Which detections are one event.
CREATE TABLE correlationrule (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
