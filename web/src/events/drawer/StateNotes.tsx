import { Link, useLocation } from "react-router";
import { Actor } from "../../actors/Actor";
import type { EventView } from "../../api/types";
import { wayBack } from "../../aside/wayBack";
import { useMay } from "../../roles/useMay";
import { lengthInWords } from "../../time/durations";
import { Instant } from "../../time/Instant";
import { millisecondsOf } from "../../time/isoDuration";
import { useMoment } from "../../time/moment";
import { ActionButton } from "../actions/ActionButton";
import { type AsideMark, asideName, asidesOf } from "../asides";
import { EventTitle } from "./EventTitle";

/** What is special about its state: set aside, muted, unstable, standing still, or a part of another event by now. */
export function StateNotes({ event }: { event: EventView }) {
  const { search } = useLocation();
  const asides = asidesOf(event);
  return (
    <>
      {event.mergedInto != null && (
        <p className="state-note">
          <span>
            It is a part of{" "}
            <Link to={{ pathname: `/events/${event.mergedInto}`, search }}>
              <EventTitle id={event.mergedInto} />
            </Link>{" "}
            now.
          </span>
        </p>
      )}
      {event.splitFrom != null && (
        <p className="state-note">
          <span>
            It was split off from{" "}
            <Link to={{ pathname: `/events/${event.splitFrom}`, search }}>
              <EventTitle id={event.splitFrom} />
            </Link>
            .
          </span>
        </p>
      )}
      {asides.map((aside) => (
        <AsideNote key={`${aside.kind}/${aside.since}`} event={event} aside={aside} />
      ))}
      {event.unstable != null && (
        <p className="state-note">
          <span>
            <strong>Unstable</strong> since <Instant at={event.unstable.since} />: it came and went{" "}
            {event.unstable.changes} times. It stays one event until it is quiet.
          </span>
        </p>
      )}
      {event.gathering != null && (
        <p className="state-note">
          <span>
            <strong>Calls nobody yet.</strong> It was seen {times(event.gathering.seen)} and calls from{" "}
            {times(event.gathering.count)} within {lengthInWords(millisecondsOf(event.gathering.within))} on.
          </span>
        </p>
      )}
      {event.slaPausedAt != null && (
        <p className="state-note">
          <span>
            The SLA stands still since <Instant at={event.slaPausedAt} />.
          </span>
        </p>
      )}
    </>
  );
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

function AsideNote({ event, aside }: { event: EventView; aside: AsideMark }) {
  const now = useMoment();
  const line = wayBack(aside.kind);
  const mayUndo = useMay(line?.needs ?? "act");
  return (
    <div className="state-note" role="group" aria-label={asideName(aside.kind)}>
      <span>
        <strong>{asideName(aside.kind)}</strong>
        {aside.by !== null && (
          <>
            {" "}
            by <Actor id={aside.by} />
          </>
        )}
        {aside.until !== null && (
          <>
            {" "}
            for {lengthInWords(Date.parse(aside.until) - now)} more, until <Instant at={aside.until} />
          </>
        )}
        {aside.oneShot && ", or until it changes by itself"}: {aside.reason}
      </span>
      {line !== undefined && mayUndo && <ActionButton event={event} line={line} />}
    </div>
  );
}
