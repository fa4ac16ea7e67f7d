import type { TimelineItem } from "../../api/types";

/** The instants at which something happened, each once, the oldest first. */
const instantsOf = (items: readonly TimelineItem[]): string[] => [...new Set(items.map((item) => item.at))];

/** One entry earlier than `at` (null: now); the oldest stays. Before the last entry is where now was different. */
export function earlier(items: readonly TimelineItem[], at: string | null): string | null {
  const instants = instantsOf(items);
  if (at === null) return instants.at(-2) ?? instants.at(-1) ?? null;
  return instants.findLast((one) => Date.parse(one) < Date.parse(at)) ?? at;
}

/** One entry later than `at`; from the last one on it is now. */
export function later(items: readonly TimelineItem[], at: string | null): string | null {
  if (at === null) return null;
  const next = instantsOf(items).find((one) => Date.parse(one) > Date.parse(at));
  return next === undefined || next === items.at(-1)?.at ? null : next;
}

/** Whether an entry was not there yet. */
export const isAfter = (item: TimelineItem, at: string | null): boolean =>
  at !== null && Date.parse(item.at) > Date.parse(at);
