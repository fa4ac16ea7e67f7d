-- Pages of all events, the latest due first, of any status or of one.
CREATE INDEX page_by_time ON page (tenant, due_at, id) WHERE view IS NOT NULL;
CREATE INDEX page_by_status ON page (tenant, status, due_at, id) WHERE view IS NOT NULL;
