import type { EventView, Status } from "../api/types";
import { severities } from "../severity/severity";
import { isQuiet } from "./asides";

const groups: Record<Status, number> = { new: 0, acknowledged: 1, in_progress: 1, resolved: 2, closed: 3 };
/** Behind what is in somebody's hands, before what is over. */
const QUIET = 1.5;

/**
 * What to look at first: unacknowledged, then in somebody's hands, then what calls nobody, then over; within these the most
 * severe, then the nearest SLA. What is over is sorted by how lately it ended.
 */
export function mostUrgentFirst(events: readonly EventView[]): EventView[] {
  return events
    .map(urgencyOf)
    .sort((a, b) => byPlace(a, b) || (a.event.id < b.event.id ? -1 : 1))
    .map(({ event }) => event);
}

/** Still needs somebody: neither resolved nor closed. */
export const isUnresolved = (event: EventView): boolean => groups[event.status] < 2;

/** Where an event stands: by three numbers, one after the other. */
export type Place = { event: EventView; group: number; severity: number; at: number };

export const byPlace = (a: Place, b: Place): number =>
  a.group - b.group || a.severity - b.severity || a.at - b.at;

/** As long as an event is as it is, it stands where it stands: a flood has ten thousand of them. */
const known = new WeakMap<EventView, Place>();

/** How urgent an event is. */
export function urgencyOf(event: EventView): Place {
  let place = known.get(event);
  if (place === undefined) {
    place = placed(event);
    known.set(event, place);
  }
  return place;
}

function placed(event: EventView): Place {
  const group = isUnresolved(event) && isQuiet(event) ? QUIET : groups[event.status];
  if (group < 2)
    return { event, group, severity: severities.indexOf(event.severity), at: Date.parse(event.slaDueAt) };
  return {
    event,
    group,
    severity: 0,
    at: -Date.parse(event.closedAt ?? event.resolvedAt ?? event.updatedAt),
  };
}
