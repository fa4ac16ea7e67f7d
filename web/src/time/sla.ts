import type { EventView } from "../api/types";
import { lengthInWords } from "./durations";

/** How an event stands against its deadline; `used` is the share of the time that is gone, 0 to 1. */
export type Sla = { words: string; used: number; over: boolean; settled: boolean };

type Deadline = Pick<EventView, "receivedAt" | "slaDueAt" | "slaPausedAt" | "resolvedAt" | "closedAt">;

/** SLA as words and as a share: time left, then time over; once resolved, whether it was kept. */
export function slaOf(event: Deadline, now: number): Sla {
  const due = Date.parse(event.slaDueAt);
  const since = Date.parse(event.receivedAt);
  const ended = event.resolvedAt ?? event.closedAt;
  const paused = ended === null && event.slaPausedAt != null ? Date.parse(event.slaPausedAt) : null;
  const at = paused ?? (ended === null ? now : Date.parse(ended));
  const left = due - at;
  const used = Math.min(1, Math.max(0, (at - since) / Math.max(1, due - since)));
  if (ended !== null)
    return {
      words: left >= 0 ? "kept" : `missed by ${lengthInWords(-left)}`,
      used,
      over: left < 0,
      settled: true,
    };
  const stopped = paused === null ? "" : ", stopped";
  return {
    words: `${left >= 0 ? `${lengthInWords(left)} left` : `${lengthInWords(-left)} over`}${stopped}`,
    used,
    over: left < 0,
    settled: false,
  };
}
