import type { EventView } from "../api/types";

const WINDOW_MS = 10 * 60_000;

/** How much one operator is asked to take in, by the bands of EEMUA 191 for ten minutes. */
export type Load = { count: number; band: "easy" | "manageable" | "too much" | "flood" };

export function loadOf(events: readonly EventView[], now: number): Load {
  const count = events.filter((event) => now - Date.parse(event.receivedAt) < WINDOW_MS).length;
  if (count >= 10) return { count, band: "flood" };
  if (count > 5) return { count, band: "too much" };
  return { count, band: count > 1 ? "manageable" : "easy" };
}
