import type { EventView } from "../../api/types";
import { Instant } from "../../time/Instant";

/** The conditions that are still true and keep the event from being over. */
export function Contributors({ event }: { event: EventView }) {
  if (event.contributors.length === 0) return null;
  return (
    <section className="part" aria-label="Open conditions">
      <h2>Still true</h2>
      <ul className="lines">
        {event.contributors.map((one) => (
          <li key={`${one.source}/${one.conditionKey}/${one.since}`}>
            <span className="line-at">
              <Instant at={one.since} />
            </span>
            <span>
              {one.title}
              <span className="muted"> {one.source}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
