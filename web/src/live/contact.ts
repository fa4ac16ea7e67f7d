/** The server beats every two seconds; silence beyond this means that what is shown may be old. */
export const STALE_AFTER_MS = 5000;

/** How sure we are that what is shown is now. */
export type Contact =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "lost"; seconds: number; lastAt: number | null };

/** Judges contact from the last frame (null: none yet) and the moment when we began to wait. */
export function contactAt(waitingSince: number, lastFrameAt: number | null, now: number): Contact {
  const silent = now - (lastFrameAt ?? waitingSince);
  if (silent > STALE_AFTER_MS)
    return { state: "lost", seconds: Math.floor(silent / 1000), lastAt: lastFrameAt };
  return { state: lastFrameAt === null ? "connecting" : "live" };
}
