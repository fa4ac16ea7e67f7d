-- oldest reader: 3
SET LOCAL watchfloor.system = 'on';

-- Events that were merged by hand, so that what comes later finds the one that holds now what they held.
ALTER TABLE event ADD COLUMN merged_into text COLLATE "C";
CREATE INDEX event_merged ON event (tenant, category, facility_id) WHERE merged_into IS NOT NULL;
