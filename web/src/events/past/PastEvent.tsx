import { useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView } from "../../api/types";
import { localTimeWithZone } from "../../time/instants";
import { Moment } from "../../time/moment";
import { Contributors } from "../drawer/Contributors";
import { Facts } from "../drawer/Facts";
import { Headline } from "../drawer/Headline";
import "./past.css";

type PastEventProps = { id: string; at: string; onNow: () => void; onPick: () => void };

/** The event as it stood at an instant: without colour, because nobody can act on it. */
export function PastEvent({ id, at, onNow, onPick }: PastEventProps) {
  const { data, error, isPending } = useQuery({
    queryKey: ["event", id, "at", at],
    queryFn: ({ signal }) =>
      call<EventView>("GET", `/events/${id}?at=${encodeURIComponent(at)}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <div className="past-banner" role="status" data-testid="past">
        <span>
          <strong>As it was</strong> on <time dateTime={at}>{localTimeWithZone(at)}</time>
        </span>
        <span className="buttons">
          <button type="button" onClick={onPick} aria-keyshortcuts="h">
            Another time
          </button>
          <button type="button" onClick={onNow} aria-keyshortcuts="Escape">
            Back to now
          </button>
        </span>
      </div>
      {isPending && <p className="muted">Reading the event as it was.</p>}
      {error !== null && <TroubleNote trouble={troubleOf(error)} />}
      {data !== undefined && (
        <Moment value={Date.parse(at)}>
          <div className="past">
            <Headline event={data} />
            <Contributors event={data} />
            <Facts event={data} />
          </div>
        </Moment>
      )}
    </>
  );
}
