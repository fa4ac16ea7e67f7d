-- A program that does not know the notes would write events that nobody finds by their words.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '14');

-- What changes in event_terms, noted down by the triggers and put there before the transaction ends: all at once, in the order of
-- events, and of one event in the order of its changes.
CREATE TABLE event_terms_note (
  seq INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  terms TEXT NOT NULL
);

DROP TRIGGER event_is_found;
DROP TRIGGER event_is_lost;
DROP TRIGGER event_is_found_otherwise;

-- The number behind the last one of its millisecond; where a clock that stands still has used up all of them, the next free one.
CREATE TRIGGER event_is_found AFTER INSERT ON event BEGIN
  INSERT INTO search (n, tenant, id, lat, lon, at, assignee, asides, status, severity, category, facility_id, source, stage) SELECT
    CASE WHEN EXISTS (SELECT 1 FROM search WHERE n = next) THEN (SELECT s.n + 1 FROM search s
      WHERE s.n >= next AND NOT EXISTS (SELECT 1 FROM search t WHERE t.n = s.n + 1) ORDER BY s.n LIMIT 1) ELSE next END,
    new.tenant, new.id, new.lat_e7, new.lon_e7, coalesce(new.detected_at, new.received_at, 0), new.assignee, new.asides,
    iif(new.view IS NULL, NULL, new.status), new.severity, new.category, new.facility_id, new.source, new.stage
    FROM (SELECT coalesce((SELECT max(n) + 1 FROM search WHERE n >= first AND n < first + 1048576), first) AS next
      FROM (SELECT min(max(coalesce(new.detected_at, new.received_at, 0), 0) / 1000, 4398046511103) << 20 AS first));
  INSERT INTO event_terms_note (n, gone, terms) SELECT n, 0, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;
CREATE TRIGGER event_is_lost AFTER DELETE ON event BEGIN
  INSERT INTO event_terms_note (n, gone, terms) SELECT n, 1, replace(old.terms, ' ', ' ' || old.tenant || ':')
    FROM search WHERE tenant = old.tenant AND id = old.id AND old.terms <> '';
  DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
END;

-- It keeps its number where it keeps its millisecond, so that whoever is in the middle of a list finds it at its place.
CREATE TRIGGER event_is_found_otherwise AFTER UPDATE OF terms, lat_e7, lon_e7, detected_at ON event
WHEN old.terms IS NOT new.terms OR old.lat_e7 IS NOT new.lat_e7 OR old.lon_e7 IS NOT new.lon_e7 OR old.detected_at IS NOT new.detected_at
BEGIN
  INSERT INTO event_terms_note (n, gone, terms) SELECT n, 1, replace(old.terms, ' ', ' ' || old.tenant || ':')
    FROM search WHERE tenant = old.tenant AND id = old.id AND old.terms <> '';
  UPDATE search SET lat = new.lat_e7, lon = new.lon_e7, at = coalesce(new.detected_at, new.received_at, 0), n = (SELECT
    CASE WHEN search.n >> 20 = first >> 20 THEN search.n
      WHEN EXISTS (SELECT 1 FROM search o WHERE o.n = next) THEN (SELECT s.n + 1 FROM search s
        WHERE s.n >= next AND NOT EXISTS (SELECT 1 FROM search t WHERE t.n = s.n + 1) ORDER BY s.n LIMIT 1)
      ELSE next END
    FROM (SELECT first, coalesce((SELECT max(o.n) + 1 FROM search o WHERE o.n >= first AND o.n < first + 1048576), first) AS next
      FROM (SELECT min(max(coalesce(new.detected_at, new.received_at, 0), 0) / 1000, 4398046511103) << 20 AS first)))
    WHERE tenant = new.tenant AND id = new.id;
  INSERT INTO event_terms_note (n, gone, terms) SELECT n, 0, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;
