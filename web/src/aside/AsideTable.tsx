import { Link } from "react-router";
import { Actor } from "../actors/Actor";
import { asideName } from "../events/asides";
import { useFacilityName } from "../facilities/useFacilities";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { statusName } from "../severity/severity";
import { Instant } from "../time/Instant";
import { BringBack } from "./BringBack";
import type { AsideEvent } from "./useAsides";

/** More rows than these nobody reads; the filters of the event list go further. */
const MOST_ROWS = 500;

/** One row per reason: an event that is set aside twice comes back only when both are over. */
export function AsideTable({ rows }: { rows: readonly AsideEvent[] }) {
  const nameOf = useFacilityName();
  return (
    <div className="aside-scroll">
      <table className="aside-table">
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Set aside</th>
            <th scope="col">Why</th>
            <th scope="col">Until</th>
            <th scope="col">Bring back</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ event, aside }) => (
            <tr key={`${event.id}/${aside.kind}/${aside.since}/${aside.reason}`} data-event={event.id}>
              <td>
                <span className="aside-event">
                  <SeverityGlyph severity={event.severity} />
                  <span>
                    <Link to={`/events/${event.id}`}>{event.title}</Link>
                    <br />
                    <span className="muted">
                      {[nameOf(event.facilityId), statusName(event.status)].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                </span>
              </td>
              <td>
                {asideName(aside.kind)}
                <br />
                <span className="muted">
                  {aside.by !== null && (
                    <>
                      by <Actor id={aside.by} />,{" "}
                    </>
                  )}
                  <Instant at={aside.since} as="relative" />
                </span>
              </td>
              <td className="aside-why">{aside.reason}</td>
              <td>
                {aside.until === null ? (
                  <span className="muted">No time set</span>
                ) : (
                  <>
                    <Instant at={aside.until} as="relative" />
                    <br />
                    <span className="muted">
                      <Instant at={aside.until} />
                      {aside.oneShot && ", or when it changes"}
                    </span>
                  </>
                )}
              </td>
              <td>
                <BringBack event={event} kind={aside.kind} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="muted">And {rows.length - MOST_ROWS} more that end later.</p>}
    </div>
  );
}
