import type { EventView, Severity } from "../api/types";
import { grouped } from "../events/grouped";
import { severities } from "../severity/severity";

const WINDOW_MS = 10 * 60_000;
const LOOKS_BACK_MS = 12 * 3_600_000;
/** As long as a telling may take. */
const LATE_MS = 2 * 60_000;
/** Per operator: a flood begins with the tenth new event in ten minutes and ends when there are fewer than five. */
const BEGINS = 10;
const ENDS = 5;

/** What probably goes back to one thing: the same facility and category. */
export type Cause = {
  facilityId: string | null;
  category: string;
  worst: Severity;
  /** In the order in which they were detected. */
  events: readonly EventView[];
};

export type Flood = {
  since: number;
  /** New in the last ten minutes. */
  count: number;
  firstOut: EventView;
  /** That of the first out first, then by number. */
  causes: readonly Cause[];
};

/** An event that a rule mutes is told to nobody, so it asks nothing of anybody. */
export const asksForSomebody = (event: EventView): boolean => (event.muted ?? []).length === 0;

/** New events of the last ten minutes. */
export const newIn10Min = (events: readonly EventView[], now: number): number =>
  events.filter((event) => asksForSomebody(event) && now - Date.parse(event.receivedAt) < WINDOW_MS).length;

/** The flood that goes on now, told from the arrivals alone: every screen sees the same one. */
export function floodOf(events: readonly EventView[], now: number, operators: number): Flood | null {
  const arrivals = events
    .filter(asksForSomebody)
    .map((event) => ({ event, at: Date.parse(event.receivedAt) }))
    .filter(({ at }) => now - at < LOOKS_BACK_MS)
    .sort((a, b) => a.at - b.at);

  let since: number | null = null;
  let oldest = 0;
  const countAt = (moment: number, upTo: number) => {
    while (oldest < upTo && (arrivals[oldest]?.at ?? moment) <= moment - WINDOW_MS) oldest += 1;
    return upTo - oldest;
  };
  arrivals.forEach(({ at }, index) => {
    // It is over when it was over just before.
    if (countAt(at - 1, index) < ENDS * operators) since = null;
    if (since === null && countAt(at, index + 1) >= BEGINS * operators) since = arrivals[oldest]?.at ?? at;
  });
  const count = countAt(now, arrivals.length);
  if (since === null || count < ENDS * operators) return null;
  return ofThese(
    arrivals.filter(({ at }) => since !== null && at >= since).map(({ event }) => event),
    since,
    count,
  );
}

function ofThese(events: readonly EventView[], since: number, count: number): Flood | null {
  const byDetection = [...events].sort((a, b) => Date.parse(a.detectedAt) - Date.parse(b.detectedAt));
  // What was detected long before did not begin this: it was told late.
  const firstOut =
    byDetection.find((event) => Date.parse(event.detectedAt) >= since - LATE_MS) ?? byDetection[0];
  if (firstOut === undefined) return null;
  const causes = [...grouped(byDetection, keyOf).entries()].map(([key, all]) => ({
    key,
    cause: causeOf(all),
  }));
  const first = keyOf(firstOut);
  causes.sort(
    (a, b) =>
      Number(b.key === first) - Number(a.key === first) || b.cause.events.length - a.cause.events.length,
  );
  return { since, count, firstOut, causes: causes.map(({ cause }) => cause) };
}

const keyOf = ({ facilityId, category }: EventView): string => `${facilityId ?? ""}/${category}`;

const causeOf = (events: readonly EventView[]): Cause => ({
  facilityId: events[0]?.facilityId ?? null,
  category: events[0]?.category ?? "",
  worst: severities.find((one) => events.some(({ severity }) => severity === one)) ?? "low",
  events,
});
