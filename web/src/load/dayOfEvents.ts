import type { EventView, Severity } from "../api/types";
import { grouped } from "../events/grouped";
import { severities } from "../severity/severity";

const STEP_MS = 10 * 60_000;
export const STEPS = 144;

/** New events per ten minutes of the last day, oldest first; the last one is still running. */
export function perTenMinutes(events: readonly EventView[], now: number): number[] {
  const counts = new Array<number>(STEPS).fill(0);
  for (const { receivedAt } of events) {
    const step = STEPS - 1 - Math.floor((now - Date.parse(receivedAt)) / STEP_MS);
    const at = Math.min(STEPS - 1, step);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** What comes again and again: the same words at the same place. */
export type BadActor = {
  title: string;
  facilityId: string | null;
  category: string;
  severity: Severity;
  events: number;
  /** Every time that it was seen, also those that joined an open event. */
  detections: number;
  latest: EventView;
};

/** The ten worst, by how often they were seen. Whoever quietens these quietens the room. */
export function badActors(events: readonly EventView[]): BadActor[] {
  const groups = grouped(events, ({ facilityId, category, title }) => `${facilityId}/${category}/${title}`);
  return [...groups.values()]
    .flatMap((all) => {
      const latest = all.reduce((a, b) => (Date.parse(b.receivedAt) > Date.parse(a.receivedAt) ? b : a));
      const { title, facilityId, category, severity } = latest;
      const detections = all.reduce((sum, { count }) => sum + count, 0);
      return [{ title, facilityId, category, severity, events: all.length, detections, latest }];
    })
    .filter(({ detections }) => detections > 1)
    .sort((a, b) => b.detections - a.detections || b.events - a.events)
    .slice(0, 10);
}

export type Share = { severity: Severity; share: number; count: number };

/** How the severities divide what came. */
export const shares = (events: readonly EventView[]): Share[] =>
  severities.map((severity) => {
    const count = events.filter((event) => event.severity === severity).length;
    return { severity, count, share: events.length === 0 ? 0 : count / events.length };
  });
