import { Actor } from "../../actors/Actor";
import type { EventView } from "../../api/types";
import { useFacilityName } from "../../facilities/useFacilities";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { callOf, signOf, statusName } from "../../severity/severity";
import { useMoment } from "../../time/moment";
import { SlaBar } from "../../time/SlaBar";
import { nextPageWords, stateActor, stateWords } from "./words";

/** What it is, how it stands, and the two deadlines that run: SLA and the next page. */
export function Headline({ event }: { event: EventView }) {
  const now = useMoment();
  const facility = useFacilityName()(event.facilityId);
  const by = stateActor(event);
  return (
    <header className="headline">
      <div className="headline-title">
        <SeverityGlyph severity={event.severity} call={callOf(event)} size={28} />
        <h1>{event.title}</h1>
      </div>
      <p className="muted">
        {[facility, signOf(event.severity).name, event.category].filter(Boolean).join(" · ")}
        {event.count > 1 && ` · ${event.count} detections`}
      </p>
      <p>
        <strong data-testid="event-status">{statusName(event.status)}</strong>{" "}
        {by !== null && (
          <>
            by <Actor id={by} />{" "}
          </>
        )}
        {stateWords(event, now)}
      </p>
      <dl className="deadlines">
        <dt>SLA</dt>
        <dd>
          <SlaBar event={event} />
        </dd>
        <dt>Next page</dt>
        <dd data-testid="next-page">
          {nextPageWords(event.nextPage, now)}
          {event.nextPage !== null && <span className="muted"> {event.nextPage.policy}</span>}
        </dd>
      </dl>
      {event.description !== null && <p>{event.description}</p>}
    </header>
  );
}
