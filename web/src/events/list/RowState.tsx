import { Actor } from "../../actors/Actor";
import type { EventView } from "../../api/types";
import { statusName } from "../../severity/severity";
import { asideName, asidesOf } from "../asides";

/** Where it stands, in whose hands it is, and whether it is set aside. */
export function RowState({ event }: { event: EventView }) {
  const who = event.acknowledgedBy;
  const [aside] = asidesOf(event);
  return (
    <>
      {aside !== undefined && (
        <span className="row-aside" title={aside.reason}>
          {asideName(aside.kind)}
        </span>
      )}
      {event.gathering != null && (
        <span className="row-aside">
          Seen {event.gathering.seen} of {event.gathering.count}
        </span>
      )}
      {event.unstable != null && <span className="row-aside">Unstable</span>}
      {statusName(event.status)}
      {who !== null && (
        <span className="muted">
          {" "}
          <Actor id={who} />
        </span>
      )}
      {event.assignee != null && event.assignee !== who && (
        <span className="muted">
          {" "}
          for <Actor id={event.assignee} />
        </span>
      )}
    </>
  );
}
