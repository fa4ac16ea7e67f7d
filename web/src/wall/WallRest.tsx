import type { EventView } from "../api/types";
import { useKnown } from "../live/LiveProvider";
import { useSound } from "../sound/SoundProvider";
import { type Count, quietCount, ROWS } from "./wallEvents";

type WallRestProps = { events: readonly EventView[]; counts: readonly Count[] };

/** What the wall does not show, in one line; nothing where it shows all. */
export function WallRest({ events, counts }: WallRestProps) {
  const known = useKnown();
  const { state } = useSound();
  const beyond = counts.reduce((sum, { count }) => sum + count, 0) - ROWS;
  const quiet = quietCount(events);
  const parts = [
    beyond > 0 && `${beyond} more open`,
    quiet > 0 && `${quiet} set aside`,
    known === "part" && "Incomplete: the rest is being read",
    known !== "nothing" && state === "blocked" && "No sound until somebody clicks here",
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <p className="wall-rest ages">{parts.join(" · ")}</p>;
}
