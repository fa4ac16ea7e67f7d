import type { EventView } from "../../api/types";
import type { Sort } from "../filters";
import { inOrder } from "../order";

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

/**
 * The events of a filter in their order. What the server listed belongs to it as long as it stays as it was; what came
 * live, where it passes. Behind the last one that the server listed nothing is told while it has more: there would be gaps.
 */
export function listed(
  known: ReadonlyMap<string, EventView>,
  read: Read,
  passes: (event: EventView) => boolean,
  sort: Sort,
): EventView[] {
  const isRead = (event: EventView) => read.events.get(event.id)?.version === event.version;
  const all = inOrder(
    [...known.values()].filter((event) => isRead(event) || passes(event)),
    sort,
  );
  if (!read.isCut) return all;
  return all.slice(0, all.findLastIndex((event) => read.events.has(event.id)) + 1);
}
