import type { EventView } from "../../api/types";
import { LocationPin } from "../../map/LocationPin";
import { callOf } from "../../severity/severity";
import { Instant } from "../../time/Instant";

/** Where the event came from and what came with it. */
export function Facts({ event }: { event: EventView }) {
  const instants = [
    ["Detected", event.detectedAt],
    ["Received", event.receivedAt],
    ["Last detected", event.count > 1 ? event.lastDetectedAt : null],
    ["SLA due", event.slaDueAt],
  ] as const;
  return (
    <section className="part" aria-label="Details">
      <h2>Details</h2>
      <dl className="facts">
        <dt>Source</dt>
        <dd>{event.source}</dd>
        {instants.map(
          ([name, at]) =>
            at !== null && (
              <div key={name} className="pair">
                <dt>{name}</dt>
                <dd>
                  <Instant at={at} />
                </dd>
              </div>
            ),
        )}
        {Object.entries(event.attributes).map(([name, value]) => (
          <div key={name} className="pair">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <LocationPin
        location={event.location}
        facilityId={event.facilityId}
        severity={event.severity}
        call={callOf(event)}
        eventId={event.id}
      />
    </section>
  );
}
