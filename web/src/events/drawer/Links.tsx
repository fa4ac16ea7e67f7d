import { Link, useLocation } from "react-router";
import type { EventLink, EventView } from "../../api/types";
import { useMay } from "../../roles/useMay";
import { useActions } from "../actions/ActionsProvider";
import { linkName } from "../linkWords";
import { EventTitle } from "./EventTitle";

/** What it goes with: work orders, anomalies, other events. */
export function Links({ event }: { event: EventView }) {
  if ((event.links?.length ?? 0) === 0) return null;
  return (
    <section className="part" aria-label="Links">
      <h2>Goes with</h2>
      <ul className="lines">
        {event.links.map((link) => (
          <LinkLine key={`${link.kind}/${link.id}`} event={event} link={link} />
        ))}
      </ul>
    </section>
  );
}

function LinkLine({ event, link }: { event: EventView; link: EventLink }) {
  const { act, isPending } = useActions();
  const mayAct = useMay("act");
  const { search } = useLocation();
  return (
    <li className="line-do">
      <span className="line-kind">{linkName(link.kind)}</span>
      <span>
        {link.kind === "event" ? (
          <Link to={{ pathname: `/events/${link.id}`, search }}>
            <EventTitle id={link.id} />
          </Link>
        ) : (
          link.id
        )}
      </span>
      {mayAct && (
        <button
          type="button"
          className="plain small"
          aria-label={`Unlink ${linkName(link.kind).toLowerCase()} ${link.id}`}
          disabled={isPending(event.id, "unlink")}
          onClick={() => void act(event, "unlink", link)}
        >
          Unlink
        </button>
      )}
    </li>
  );
}
