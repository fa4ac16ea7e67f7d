import type { EventView } from "../api/types";
import { callOf } from "../severity/severity";
import type { Loud } from "./patterns";

/** How loudly each known event calls: not at all, as a high, or as a critical one. */
export type Calls = ReadonlyMap<string, 0 | 1 | 2>;

const loudness = (event: EventView): 0 | 1 | 2 => {
  if (callOf(event) !== "calling") return 0;
  return event.severity === "critical" ? 2 : event.severity === "high" ? 1 : 0;
};

export const callsOf = (events: readonly EventView[]): Calls =>
  new Map(events.map((event) => [event.id, loudness(event)]));

/**
 * What there is to sound for: something calls that did not before, or calls louder than before. What was not known
 * before and has not changed since the page began to listen is history, and silent.
 */
export function newCall(before: Calls, events: readonly EventView[], listensSince: number): Loud | null {
  let loudest = 0;
  for (const event of events) {
    const now = loudness(event);
    if (now <= loudest) continue;
    const was = before.get(event.id);
    const isNews = was === undefined ? Date.parse(event.updatedAt) >= listensSince : now > was;
    if (isNews) loudest = now;
  }
  return loudest === 2 ? "critical" : loudest === 1 ? "high" : null;
}
