-- A program that does not know what events are found by would write events that nobody finds.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '5');

-- What an event is found by: degrees in ten-millionths, and its terms, each behind a space. For events that are there the program
-- fills them in, in the same transaction.
ALTER TABLE event ADD COLUMN lat_e7 INTEGER;
ALTER TABLE event ADD COLUMN lon_e7 INTEGER;
ALTER TABLE event ADD COLUMN terms TEXT;

-- Beside the documents, because it changes seldom and they change often. The number of an event is the millisecond of its detection, and
-- twenty bits that keep those of one millisecond apart.
CREATE TABLE search (
  n INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  lat INTEGER,
  lon INTEGER
);
CREATE UNIQUE INDEX search_by_id ON search (tenant, id);
CREATE INDEX search_by_time ON search (tenant, n, lat, lon);
CREATE INDEX search_by_place ON search (tenant, lat, lon) WHERE lat IS NOT NULL;

-- Which events have a term. Every term begins with its tenant, so that those of others are never met.
CREATE VIRTUAL TABLE event_terms USING fts5(terms, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '-_:'");

CREATE TRIGGER event_is_found AFTER INSERT ON event BEGIN
  INSERT INTO search SELECT coalesce((SELECT max(n) + 1 FROM search WHERE n >= first AND n < first + 1048576), first),
    new.tenant, new.id, new.lat_e7, new.lon_e7
    FROM (SELECT min(max(coalesce(new.detected_at, new.received_at, 0), 0) / 1000, 4398046511103) << 20 AS first);
  INSERT INTO event_terms (rowid, terms) SELECT n, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;
CREATE TRIGGER event_is_lost AFTER DELETE ON event BEGIN
  INSERT INTO event_terms (event_terms, rowid, terms) SELECT 'delete', n, replace(old.terms, ' ', ' ' || old.tenant || ':')
    FROM search WHERE tenant = old.tenant AND id = old.id AND old.terms <> '';
  DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
END;
CREATE TRIGGER event_is_found_otherwise AFTER UPDATE OF terms, lat_e7, lon_e7, detected_at ON event
WHEN old.terms IS NOT new.terms OR old.lat_e7 IS NOT new.lat_e7 OR old.lon_e7 IS NOT new.lon_e7 OR old.detected_at IS NOT new.detected_at
BEGIN
  INSERT INTO event_terms (event_terms, rowid, terms) SELECT 'delete', n, replace(old.terms, ' ', ' ' || old.tenant || ':')
    FROM search WHERE tenant = old.tenant AND id = old.id AND old.terms <> '';
  DELETE FROM search WHERE tenant = old.tenant AND id = old.id;
  INSERT INTO search SELECT coalesce((SELECT max(n) + 1 FROM search WHERE n >= first AND n < first + 1048576), first),
    new.tenant, new.id, new.lat_e7, new.lon_e7
    FROM (SELECT min(max(coalesce(new.detected_at, new.received_at, 0), 0) / 1000, 4398046511103) << 20 AS first);
  INSERT INTO event_terms (rowid, terms) SELECT n, replace(new.terms, ' ', ' ' || new.tenant || ':')
    FROM search WHERE tenant = new.tenant AND id = new.id AND new.terms <> '';
END;

-- Events that are there: found by their time at once.
INSERT INTO search SELECT
  (min(max(coalesce(detected_at, received_at, 0), 0) / 1000, 4398046511103) << 20) + row_number() OVER (
    PARTITION BY min(max(coalesce(detected_at, received_at, 0), 0) / 1000, 4398046511103) ORDER BY received_at, tenant, id
  ) - 1, tenant, id, NULL, NULL FROM event;

-- Filters of the event list that people keep.
CREATE TABLE savedfilter (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT,
  owner TEXT,
  state TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (tenant, id)
);
