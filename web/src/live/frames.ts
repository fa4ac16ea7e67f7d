import type { EventView } from "../api/types";

/** A snapshot carries this many events at most, the most urgent ones: one that is full may have been cut. */
export const SNAPSHOT_LIMIT = 1000;

/** One message of the live stream; `cursor` is where to go on after it. */
export type LiveFrame = {
  kind: "snapshot" | "changes" | "beat";
  cursor: string;
  at: string;
  events: EventView[];
};

/** Reads frames from `cursor` on until the stream ends (resolves) or breaks (rejects). */
export type OpenFeed = (
  cursor: string | null,
  onFrame: (frame: LiveFrame) => void,
  signal: AbortSignal,
) => Promise<void>;
