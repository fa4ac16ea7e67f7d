import type { EventView } from "../api/types";

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
