import type { EventView } from "../api/types";
import { callOf } from "../severity/severity";
import type { Loud } from "./patterns";

type Loudness = 0 | 1 | 2;
/** How loudly each known event calls: not at all, as a high, or as a critical one. */
export type Calls = ReadonlyMap<string, Loudness>;

const loudnessOf = (event: EventView): Loudness => {
  if (callOf(event) !== "calling") return 0;
  return event.severity === "critical" ? 2 : event.severity === "high" ? 1 : 0;
};

const loudOf = (loudness: number): Loud | null =>
  loudness === 2 ? "critical" : loudness === 1 ? "high" : null;

export const callsOf = (events: readonly EventView[]): Calls =>
  new Map(events.map((event) => [event.id, loudnessOf(event)]));

/** The worst that calls, but for what was silenced and has not become worse since. */
export function worstOf(calls: Calls, silenced: Calls): Loud | null {
  let worst = 0;
  for (const [id, loudness] of calls)
    if (loudness > worst && loudness > (silenced.get(id) ?? 0)) worst = loudness;
  return loudOf(worst);
}

/**
 * The worst of what calls that did not before, or calls louder than before. What was not known before and has not changed
 * since the page began to listen is no news.
 */
export function newCall(before: Calls, events: readonly EventView[], listensSince: number): Loud | null {
  let worst = 0;
  for (const event of events) {
    const now = loudnessOf(event);
    if (now <= worst) continue;
    const was = before.get(event.id);
    const isNews = was === undefined ? Date.parse(event.updatedAt) >= listensSince : now > was;
    if (isNews) worst = now;
  }
  return loudOf(worst);
}
