import { backoff } from "./backoff";
import type { LiveFrame, OpenFeed } from "./frames";
import { pause } from "./pause";

/** A connection that is silent for this long is dropped, even when the socket says that it is open. */
const SILENCE_MS = 8000;

export type LiveLink = {
  open: OpenFeed;
  cursor: () => string | null;
  onFrame: (frame: LiveFrame) => void;
  /** Called after a connection ended or could not be made. */
  onBroken: () => void;
  random: () => number;
};

/** Reads the stream for ever: after each break it waits a little and goes on at the last cursor. */
export async function keepLive(link: LiveLink, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    failures = (await readOnce(link, signal)) ? 0 : failures + 1;
    if (signal.aborted) return;
    link.onBroken();
    await pause(backoff(failures, link.random), signal);
  }
}

/** Reads one connection to its end; true when at least one frame came. */
async function readOnce(link: LiveLink, signal: AbortSignal): Promise<boolean> {
  const connection = new AbortController();
  const drop = () => connection.abort();
  signal.addEventListener("abort", drop, { once: true });
  let watchdog = setTimeout(drop, SILENCE_MS);
  let heard = false;
  const hear = (frame: LiveFrame) => {
    if (connection.signal.aborted) return;
    clearTimeout(watchdog);
    watchdog = setTimeout(drop, SILENCE_MS);
    heard = true;
    link.onFrame(frame);
  };
  try {
    await link.open(link.cursor(), hear, connection.signal);
  } catch {
    // Why it broke changes nothing: the next try tells whether the server is back.
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", drop);
    drop();
  }
  return heard;
}
