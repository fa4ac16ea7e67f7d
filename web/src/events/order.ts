import type { EventView } from "../api/types";
import type { Sort } from "./filters";
import { mostUrgentFirst } from "./urgency";

/** Events in the order that was asked for; those that are equal in it always come the same way. */
export function inOrder(events: readonly EventView[], sort: Sort): EventView[] {
  if (sort === "urgency") return mostUrgentFirst(events);
  const latestFirst = sort.startsWith("-");
  const of = sort.endsWith("receivedAt") ? "receivedAt" : "detectedAt";
  return events
    .map((event) => ({ event, at: Date.parse(event[of]) * (latestFirst ? -1 : 1) }))
    .sort((a, b) => a.at - b.at || (a.event.id < b.event.id ? -1 : 1) * (latestFirst ? -1 : 1))
    .map(({ event }) => event);
}
