import type { EventView, Facility, Point } from "../api/types";

/** An event with its place on the map. */
export type PlacedEvent = { event: EventView; at: Point };

/** Where events are: each at its own location, else at its facility's. The second list is on no map. */
export function placed(
  events: readonly EventView[],
  facilities: readonly Facility[],
): { placed: PlacedEvent[]; nowhere: EventView[] } {
  const spots = new Map(facilities.map((one) => [one.id, one.location]));
  const found: PlacedEvent[] = [];
  const nowhere: EventView[] = [];
  for (const event of events) {
    const at = event.location ?? (event.facilityId === null ? null : spots.get(event.facilityId));
    if (at == null) nowhere.push(event);
    else found.push({ event, at });
  }
  return { placed: found, nowhere };
}
