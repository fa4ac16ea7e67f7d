import type { EventView } from "../api/types";
import { countAs } from "../live/known";
import { useKnown } from "../live/LiveProvider";
import { useSound } from "../sound/SoundProvider";
import { usePagedFirst } from "./usePagedFirst";
import { type Count, quietCount, ROWS } from "./wallEvents";

const MOST_NAMES = 4;

type WallRestProps = { events: readonly EventView[]; counts: readonly Count[] };

/** In one line what the wall does not show, and who is paged first. */
export function WallRest({ events, counts }: WallRestProps) {
  const known = useKnown();
  const { state } = useSound();
  const paged = usePagedFirst();
  const beyond = counts.reduce((sum, { count }) => sum + count, 0) - ROWS;
  const quiet = quietCount(events);
  const parts = [
    beyond > 0 && `${countAs(known, beyond)} more open`,
    quiet > 0 && `${countAs(known, quiet)} set aside`,
    paged.length > 0 &&
      `Paged first: ${paged.slice(0, MOST_NAMES).join(", ")}${paged.length > MOST_NAMES ? " and others" : ""}`,
    known === "part" && "Incomplete: the rest is being read",
    known !== "nothing" && state === "blocked" && "No sound until somebody clicks here",
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <p className="wall-rest ages">{parts.join(" · ")}</p>;
}
