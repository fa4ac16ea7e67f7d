import type { EventView } from "../../api/types";
import { comparing, type Order, placeIn } from "../order";
import type { Place } from "../urgency";

/** What the server listed so far for a filter, by id as it was then; `isCut`: there is more behind it. */
export type Read = { events: ReadonlyMap<string, EventView>; isCut: boolean };

export const nothingRead: Read = { events: new Map(), isCut: false };

/** Every event that is known, the newest version of each. */
export function newestOf(read: Read, live: readonly EventView[]): Map<string, EventView> {
  const known = new Map(read.events);
  for (const event of live) {
    const held = known.get(event.id);
    if (held === undefined || held.version <= event.version) known.set(event.id, event);
  }
  return known;
}

type Lister = (known: ReadonlyMap<string, EventView>) => readonly EventView[];

/**
 * Lists the events of a filter in their order. What the server listed belongs to it as long as it stays as it was; what
 * came live, where it passes. While the server has more, nothing is told of what stands behind the last that it listed:
 * there would be gaps. Asked again, it looks only at what has changed; where nothing did, the list is the same array.
 */
export function lister(read: Read, passes: (event: EventView) => boolean, order: Order): Lister {
  const compare = comparing(order);
  const isRead = (event: EventView) => read.events.get(event.id)?.version === event.version;
  const last = read.isCut ? [...read.events.values()].at(-1) : undefined;
  const end = last === undefined ? null : placeIn(order, last);
  const lookedAt = new WeakSet<EventView>();
  let places: readonly Place[] = [];
  let events: readonly EventView[] = [];

  const belongs = (place: Place) =>
    isRead(place.event) || ((end === null || compare(place, end) <= 0) && passes(place.event));

  return (known) => {
    const fresh: Place[] = [];
    for (const event of known.values()) {
      if (lookedAt.has(event)) continue;
      lookedAt.add(event);
      const place = placeIn(order, event);
      if (belongs(place)) fresh.push(place);
    }
    const kept = places.filter(({ event }) => {
      const stays = known.get(event.id) === event;
      // It may come back as it was.
      if (!stays) lookedAt.delete(event);
      return stays;
    });
    if (fresh.length === 0 && kept.length === places.length) return events;
    places = merged(kept, fresh.sort(compare), compare);
    events = places.map(({ event }) => event);
    return events;
  };
}

/** Two lists that are in order, as one. */
function merged(
  a: readonly Place[],
  b: readonly Place[],
  compare: (a: Place, b: Place) => number,
): readonly Place[] {
  const all: Place[] = [];
  let next = 0;
  for (const place of b) {
    for (; next < a.length; next += 1) {
      const before = a[next];
      if (before === undefined || compare(before, place) > 0) break;
      all.push(before);
    }
    all.push(place);
  }
  return all.concat(a.slice(next));
}
