import type { EventView } from "../api/types";
import { severities } from "../severity/severity";
import type { Sort } from "./filters";
import { byPlace, type Place, urgencyOf } from "./urgency";

/** How a list is sorted; `listed-urgency` is the order in which the server lists by urgency. */
export type Order = Sort | "listed-urgency";

/** The order of a list: what is read page by page comes in that of the server, else there were gaps. */
export const orderOf = (sort: Sort, isRead: boolean): Order =>
  sort === "urgency" && isRead ? "listed-urgency" : sort;

const groups: Record<EventView["status"], number> = {
  new: 0,
  acknowledged: 1,
  in_progress: 1,
  resolved: 2,
  closed: 2,
};

/** Where an event stands in an order. */
export function placeIn(order: Order, event: EventView): Place {
  switch (order) {
    case "urgency":
      return urgencyOf(event);
    case "listed-urgency":
      return {
        event,
        group: groups[event.status],
        severity: severities.indexOf(event.severity),
        at: Date.parse(event.receivedAt),
      };
    case "detectedAt":
      return { event, group: 0, severity: 0, at: Date.parse(event.detectedAt) };
    case "-detectedAt":
      return { event, group: 0, severity: 0, at: -Date.parse(event.detectedAt) };
    case "-receivedAt":
      return { event, group: 0, severity: 0, at: -Date.parse(event.receivedAt) };
  }
}

/** Tells which of two comes first; of those that are equal in it always the same one. */
export const comparing = (order: Order): ((a: Place, b: Place) => number) =>
  order.startsWith("-") ? (a, b) => byPlace(a, b) || (a.event.id < b.event.id ? 1 : -1) : byPlaceAndId;

const byPlaceAndId = (a: Place, b: Place): number => byPlace(a, b) || (a.event.id < b.event.id ? -1 : 1);
