import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { call } from "../../api/http";
import { Refusal, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView } from "../../api/types";
import { useKeys } from "../../keys/KeyProvider";
import { useEventStore, useLiveEvents } from "../../live/LiveProvider";
import { ActionBar } from "../actions/ActionBar";
import { Refusals } from "../actions/Refusals";
import { CommentBox } from "./CommentBox";
import { Contributors } from "./Contributors";
import { Facts } from "./Facts";
import { Headline } from "./Headline";
import { Pages } from "./Pages";
import { RawData } from "./RawData";
import { Timeline } from "./Timeline";
import "./drawer.css";

type DrawerProps = { id: string; onClose: () => void; commenting: boolean; onCommentFocused: () => void };

/** Everything about one event, from what to do next down to the raw data. */
export function Drawer({ id, onClose, commenting, onCommentFocused }: DrawerProps) {
  const { event, trouble } = useEvent(id);
  const drawer = useRef<HTMLElement>(null);
  useKeys({
    escape: () => {
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && focused.matches("input, textarea, select")) return focused.blur();
      onClose();
    },
  });
  return (
    <aside className="drawer ages" aria-label={event?.title ?? "Event"} ref={drawer} data-testid="drawer">
      <button
        type="button"
        className="drawer-close"
        onClick={onClose}
        aria-label="Close the drawer"
        title="Escape"
      >
        ×
      </button>
      {event === undefined && trouble === null && <p className="empty">Reading the event.</p>}
      {trouble !== null && event === undefined && <TroubleNote trouble={trouble} />}
      {event !== undefined && (
        <>
          <Headline event={event} />
          <ActionBar event={event} />
          <Refusals only={id} />
          <Contributors event={event} />
          <CommentBox eventId={id} focus={commenting} onFocused={onCommentFocused} />
          <Timeline event={event} />
          <Pages event={event} />
          <Facts event={event} />
          <RawData event={event} />
        </>
      )}
    </aside>
  );
}

/** The live event where the store has it, else what the server answers for its id. */
function useEvent(id: string) {
  const store = useEventStore();
  const all = useLiveEvents();
  const live = useMemo(() => all.find((event) => event.id === id), [all, id]);
  const { data, error } = useQuery({
    queryKey: ["event", id],
    queryFn: ({ signal }) => call<EventView>("GET", `/events/${id}`, undefined, signal),
    enabled: live === undefined,
    retry: (_, cause) => !(cause instanceof Refusal),
  });
  useEffect(() => {
    if (data !== undefined) store.merge([data]);
  }, [data, store]);
  return { event: live ?? data, trouble: error === null ? null : troubleOf(error) };
}
