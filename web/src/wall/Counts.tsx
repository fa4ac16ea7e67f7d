import { countAs, type Known } from "../live/known";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { signOf } from "../severity/severity";
import { roughLength } from "../time/durations";
import { useNow } from "../time/serverClock";
import type { Count } from "./wallEvents";

/** How much is open, and how long the oldest of it waits for somebody. */
export function Counts({ counts, known }: { counts: readonly Count[]; known: Known }) {
  const now = useNow();
  return (
    <ul className="wall-counts ages" aria-label="Open events by severity">
      {counts.map(({ severity, count, oldestNewAt }) => (
        <li key={severity} data-severity={severity} data-empty={count === 0}>
          <SeverityGlyph severity={severity} size="1em" />
          <strong>{countAs(known, count)}</strong>
          <span>
            {signOf(severity).name}
            <br />
            {known === "nothing"
              ? "unknown"
              : oldestNewAt === null
                ? count === 0
                  ? "none"
                  : "all taken"
                : `waits ${roughLength(now - Date.parse(oldestNewAt))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
