import { fromField } from "../../../time/fieldTime";

export const UNTIL = "until";

/** A usual length in ISO 8601, or `until` and a local time. */
export type HowLong = { length: string; until: string };

export const shelfLengths = [
  ["PT15M", "15 min"],
  ["PT1H", "1 h"],
  ["PT2H", "2 h"],
  ["PT4H", "4 h"],
  ["PT8H", "8 h"],
  ["P1D", "1 d"],
  ["P3D", "3 d"],
  ["P7D", "7 d"],
] as const;

export const asideLengths = [
  ["PT4H", "4 h"],
  ["P1D", "1 d"],
  ["P7D", "7 d"],
  ["P30D", "30 d"],
  ["P90D", "90 d"],
  ["P365D", "365 d"],
] as const;

/** As the API takes it; null where no time that is still to come was chosen. */
export function durationOf({ length, until }: HowLong, now: number): string | null {
  if (length !== UNTIL) return length;
  const at = Date.parse(fromField(until));
  return Number.isNaN(at) || at <= now ? null : `PT${Math.ceil((at - now) / 1000)}S`;
}
