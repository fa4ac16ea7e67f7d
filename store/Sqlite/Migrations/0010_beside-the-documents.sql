-- A program that does not know whose events are and how they are set aside would write events that nobody finds by it.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '10');

-- Whose it is, and how it is set aside: a bit for each kind, NULL for not at all.
ALTER TABLE event ADD COLUMN assignee TEXT;
ALTER TABLE event ADD COLUMN asides INTEGER;

-- All that lists are narrowed by stands beside the documents, which are wide. The status is NULL where readers see nothing; the stage is
-- 0 while it is open, 1 while it is resolved, and 2 when it is closed.
ALTER TABLE search ADD COLUMN at INTEGER;
ALTER TABLE search ADD COLUMN assignee TEXT;
ALTER TABLE search ADD COLUMN asides INTEGER;
ALTER TABLE search ADD COLUMN status TEXT;
ALTER TABLE search ADD COLUMN severity INTEGER;
ALTER TABLE search ADD COLUMN category TEXT;
ALTER TABLE search ADD COLUMN facility_id TEXT;
ALTER TABLE search ADD COLUMN source TEXT;
ALTER TABLE search ADD COLUMN stage INTEGER;
ALTER TABLE event ADD COLUMN stage INTEGER GENERATED ALWAYS AS (CASE status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END) VIRTUAL;

UPDATE event SET
  assignee = json_extract(view, '$.assignee'),
  asides = nullif((json_extract(view, '$.shelved') IS NOT NULL) + 2 * (json_extract(view, '$.suppressed') IS NOT NULL)
    + 4 * (json_extract(view, '$.outOfService') IS NOT NULL), 0)
WHERE CASE WHEN json_valid(view) THEN coalesce(json_extract(view, '$.assignee'), json_extract(view, '$.shelved'),
  json_extract(view, '$.suppressed'), json_extract(view, '$.outOfService')) IS NOT NULL END;
UPDATE search SET (at, assignee, asides, status, severity, category, facility_id, source, stage) = (
  SELECT coalesce(e.detected_at, e.received_at, 0), e.assignee, e.asides, iif(e.view IS NULL, NULL, e.status), e.severity, e.category,
    e.facility_id, e.source, e.stage
  FROM event e WHERE e.tenant = search.tenant AND e.id = search.id);

-- A walk in the order of detection sees all that it is narrowed by without a look at the documents.
DROP INDEX search_by_time;
CREATE INDEX search_by_time ON search (tenant, n, lat, lon, assignee, asides);
CREATE INDEX search_by_assignee ON search (tenant, assignee, n) WHERE assignee IS NOT NULL;
CREATE INDEX search_by_aside ON search (tenant, n, asides) WHERE asides IS NOT NULL;

-- Most events of all times are closed.
CREATE INDEX search_open ON search (tenant, n) WHERE stage = 0;
CREATE INDEX search_unclosed ON search (tenant, n) WHERE stage < 2;

DROP TRIGGER event_is_found;
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
  INSERT INTO event_terms (rowid, terms) SELECT n, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;

-- It keeps its number where it keeps its millisecond, so that whoever is in the middle of a list finds it at its place.
CREATE TRIGGER event_is_found_otherwise AFTER UPDATE OF terms, lat_e7, lon_e7, detected_at ON event
WHEN old.terms IS NOT new.terms OR old.lat_e7 IS NOT new.lat_e7 OR old.lon_e7 IS NOT new.lon_e7 OR old.detected_at IS NOT new.detected_at
BEGIN
  INSERT INTO event_terms (event_terms, rowid, terms) SELECT 'delete', n, replace(old.terms, ' ', ' ' || old.tenant || ':')
    FROM search WHERE tenant = old.tenant AND id = old.id AND old.terms <> '';
  UPDATE search SET lat = new.lat_e7, lon = new.lon_e7, at = coalesce(new.detected_at, new.received_at, 0), n = (SELECT
    CASE WHEN search.n >> 20 = first >> 20 THEN search.n
      WHEN EXISTS (SELECT 1 FROM search o WHERE o.n = next) THEN (SELECT s.n + 1 FROM search s
        WHERE s.n >= next AND NOT EXISTS (SELECT 1 FROM search t WHERE t.n = s.n + 1) ORDER BY s.n LIMIT 1)
      ELSE next END
    FROM (SELECT first, coalesce((SELECT max(o.n) + 1 FROM search o WHERE o.n >= first AND o.n < first + 1048576), first) AS next
      FROM (SELECT min(max(coalesce(new.detected_at, new.received_at, 0), 0) / 1000, 4398046511103) << 20 AS first)))
    WHERE tenant = new.tenant AND id = new.id;
  INSERT INTO event_terms (rowid, terms) SELECT n, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;

-- Its terms stay as they are: to acknowledge it, to give it to somebody or to set it aside costs one narrow row.
CREATE TRIGGER event_is_marked AFTER UPDATE OF view, status, severity, category, facility_id, source, assignee, asides ON event
WHEN old.status IS NOT new.status OR old.assignee IS NOT new.assignee OR old.asides IS NOT new.asides OR old.severity IS NOT new.severity
  OR old.category IS NOT new.category OR old.facility_id IS NOT new.facility_id OR old.source IS NOT new.source
  OR (old.view IS NULL) <> (new.view IS NULL)
BEGIN
  UPDATE search SET status = iif(new.view IS NULL, NULL, new.status), severity = new.severity, category = new.category,
    facility_id = new.facility_id, source = new.source, assignee = new.assignee, asides = new.asides
  WHERE tenant = new.tenant AND id = new.id;
END;
CREATE TRIGGER event_is_over AFTER UPDATE OF status ON event WHEN old.stage <> new.stage
BEGIN
  UPDATE search SET stage = new.stage WHERE tenant = new.tenant AND id = new.id;
END;
