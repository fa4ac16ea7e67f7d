-- oldest reader: 12
SET LOCAL watchfloor.system = 'on';

-- Without this condition, which every reader has, a plan made while there are no pages may look for one by its tenant alone: of an empty table
-- the planner believes that any index beginning with the tenant is as good as the key.
DROP INDEX page_by_event;
CREATE INDEX page_by_event ON page (tenant, event_id, due_at) WHERE view IS NOT NULL;
