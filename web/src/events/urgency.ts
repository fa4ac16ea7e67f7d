import type { EventView, Status } from "../api/types";
import { severities } from "../severity/severity";

const groups: Record<Status, number> = { new: 0, acknowledged: 1, in_progress: 1, resolved: 2, closed: 3 };

/**
 * What to look at first: unacknowledged, then in somebody's hands, then over; within these the most severe, then
 * the nearest SLA. What is over is sorted by how lately it ended.
 */
export function byUrgency(a: EventView, b: EventView): number {
  const group = groups[a.status] - groups[b.status];
  if (group !== 0) return group;
  if (groups[a.status] >= 2) return ended(b) - ended(a) || byId(a, b);
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Date.parse(a.slaDueAt) - Date.parse(b.slaDueAt) ||
    byId(a, b)
  );
}

/** Still needs somebody: neither resolved nor closed. */
export const isUnresolved = (event: EventView): boolean => groups[event.status] < 2;

const ended = (event: EventView) => Date.parse(event.closedAt ?? event.resolvedAt ?? event.updatedAt);
const byId = (a: EventView, b: EventView) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
