import { useMemo } from "react";
import { Link } from "react-router";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { Instant } from "../time/Instant";
import { badActors } from "./dayOfEvents";

/** What was seen most often in the last day. */
export function BadActors({ events }: { events: readonly EventView[] }) {
  const nameOf = useFacilityName();
  const actors = useMemo(() => badActors(events), [events]);
  const all = useMemo(() => events.reduce((sum, { count }) => sum + count, 0), [events]);
  return (
    <section className="load-part" aria-label="Top bad actors">
      <h2>Top bad actors of the last day</h2>
      {actors.length === 0 ? (
        <p className="muted">Nothing came more than once.</p>
      ) : (
        <table className="bad-actors">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Detections</th>
              <th scope="col">Events</th>
              <th scope="col">Share</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {actors.map(({ title, facilityId, category, severity, events: count, detections, latest }) => (
              <tr key={`${facilityId}/${category}/${title}`}>
                <td>
                  <span className="bad-actor">
                    <SeverityGlyph severity={severity} size={16} />
                    <span>
                      <Link to={`/events/${latest.id}`}>{title}</Link>
                      <br />
                      <span className="muted">
                        {[nameOf(facilityId), category].filter(Boolean).join(" · ")}
                      </span>
                    </span>
                  </span>
                </td>
                <td>{detections}</td>
                <td>{count}</td>
                <td>{Math.round((detections / all) * 100)} %</td>
                <td>
                  <Instant at={latest.lastDetectedAt} as="relative" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
