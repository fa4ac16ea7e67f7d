import { useState } from "react";
import { TroubleNote } from "../../api/TroubleNote";
import { useKeys } from "../../keys/KeyProvider";
import { PastEvent } from "../past/PastEvent";
import { PastPicker } from "../past/PastPicker";
import { earlier, later } from "../past/steps";
import { usePast } from "../past/usePast";
import { Attachments } from "./Attachments";
import { Facts } from "./Facts";
import { Joined } from "./Joined";
import { Links } from "./Links";
import { Pages } from "./Pages";
import { PresentEvent } from "./PresentEvent";
import { RawData } from "./RawData";
import { Timeline } from "./Timeline";
import { useEvent } from "./useEvent";
import { useTimeline } from "./useTimeline";
import "./drawer.css";

type DrawerProps = { id: string; onClose: () => void; commenting: boolean; onCommentFocused: () => void };

/** Everything about one event, from what to do next down to the raw data; or how it stood at another time. */
export function Drawer({ id, onClose, commenting, onCommentFocused }: DrawerProps) {
  const { event, trouble } = useEvent(id);
  const { data: items = [] } = useTimeline(event);
  const [at, showAt] = usePast();
  const [picking, pick] = useState(false);
  useKeys({
    escape: () => {
      const focused = document.activeElement;
      if (picking) return pick(false);
      if (focused instanceof HTMLElement && focused.matches("input, textarea, select")) return focused.blur();
      if (at !== null) return showAt(null);
      onClose();
    },
    h: () => pick(true),
    "[": () => showAt(earlier(items, at)),
    "]": () => showAt(later(items, at)),
  });
  return (
    <aside className="drawer ages" aria-label={event?.title ?? "Event"} data-testid="drawer">
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
          <Joined />
          {at === null ? (
            <PresentEvent event={event} commenting={commenting} onCommentFocused={onCommentFocused} />
          ) : (
            <PastEvent id={id} at={at} onNow={() => showAt(null)} onPick={() => pick(true)} />
          )}
          {picking && (
            <PastPicker
              at={at}
              since={event.receivedAt}
              onShow={(chosen) => {
                pick(false);
                showAt(chosen);
              }}
              onCancel={() => pick(false)}
            />
          )}
          {at === null && !picking && (
            <button
              type="button"
              className="plain past-open"
              aria-keyshortcuts="h"
              onClick={() => pick(true)}
            >
              As it was at another time
            </button>
          )}
          <Timeline event={event} at={at} />
          {at === null && (
            <>
              <Pages event={event} />
              <Links event={event} />
              <Attachments event={event} />
              <Facts event={event} />
              <RawData event={event} />
            </>
          )}
        </>
      )}
    </aside>
  );
}
