import { Link } from "react-router";
import { Actor } from "../actors/Actor";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";
import { useKnown } from "../live/LiveProvider";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { callOf, statusName } from "../severity/severity";
import { roughLength } from "../time/durations";
import { SlaBar } from "../time/SlaBar";
import { useNow } from "../time/serverClock";

/** The most urgent events in letters for the back of the room. */
export function WallRows({ events }: { events: readonly EventView[] }) {
  const nameOf = useFacilityName();
  const now = useNow();
  const known = useKnown();
  if (events.length === 0)
    return (
      <p className="wall-rows wall-calm ages">
        {known === "nothing" ? "Nothing received yet" : "Nothing is open"}
      </p>
    );
  return (
    <ol className="wall-rows ages" aria-label="Most urgent events">
      {events.map((event) => (
        <li key={event.id} data-event={event.id} className={`wall-row wall-row-${event.status}`}>
          <SeverityGlyph severity={event.severity} call={callOf(event)} size="1.05em" />
          <Link to={`/events/${event.id}`} className="wall-title">
            {event.title}
          </Link>
          <span className="wall-place">{nameOf(event.facilityId) ?? ""}</span>
          <span className="wall-who">
            {event.acknowledgedBy === null ? statusName(event.status) : <Actor id={event.acknowledgedBy} />}
          </span>
          <span className="wall-age">{roughLength(now - Date.parse(event.detectedAt))}</span>
          <SlaBar event={event} />
        </li>
      ))}
    </ol>
  );
}
