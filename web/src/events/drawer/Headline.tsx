import { Actor } from "../../actors/Actor";
import type { EventView } from "../../api/types";
import { useFacilityName } from "../../facilities/useFacilities";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { callOf, signOf, statusName } from "../../severity/severity";
import { useMoment } from "../../time/moment";
import { SlaBar } from "../../time/SlaBar";
import { useNextTarget } from "./useNextTarget";
import { nextPageWords, stateActor, stateWords } from "./words";

/** What it is, how it stands, and the two deadlines that run: SLA and the next page. */
export function Headline({ event }: { event: EventView }) {
  const now = useMoment();
  const facility = useFacilityName()(event.facilityId);
  const by = stateActor(event);
  const who = useNextTarget(event.nextPage);
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
        {event.assignee != null && (
          <>
            , assigned to <Actor id={event.assignee} />
          </>
        )}
      </p>
      <dl className="deadlines">
        <dt>SLA</dt>
        <dd>
          <SlaBar event={event} />
          {event.slaPolicy != null && <span className="muted"> {event.slaPolicy.name}</span>}
        </dd>
        <dt>Next page</dt>
        <dd data-testid="next-page">
          {nextPageWords(event.nextPage, now, who)}
          {event.nextPage !== null && (
            <span className="muted">
              {" "}
              {who !== null && `level ${event.nextPage.level} of `}
              {event.nextPage.policy}
            </span>
          )}
        </dd>
      </dl>
      {event.description !== null && <p>{event.description}</p>}
    </header>
  );
}
