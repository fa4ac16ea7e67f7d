import { useCallback, useEffect, useRef, useState } from "react";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";
import { useContact, useLiveEvents, useRaised } from "../live/LiveProvider";
import { callOf } from "../severity/severity";

const isCriticalCall = (event: EventView): boolean =>
  event.severity === "critical" && callOf(event) === "calling";

/**
 * Speaks whatever begins to call as critical, and lost contact, to a screen reader: a new event, one that gets worse, one
 * that is given back or opened again. Everything else stays silent, and so does what was there before.
 */
export function CriticalAnnouncer() {
  const [said, say] = useState({ text: "", times: 0 });
  const nameOf = useFacilityName();
  const contact = useContact();
  const live = useLiveEvents();
  const raised = useRef(new Set<string>());
  const called = useRef<ReadonlyMap<string, boolean>>(new Map());
  useRaised(
    useCallback((events: EventView[]) => {
      for (const { id } of events) raised.current.add(id);
    }, []),
  );
  useEffect(() => {
    const [before, fresh] = [called.current, raised.current];
    const news = live.filter(
      (event) => isCriticalCall(event) && (before.get(event.id) === false || fresh.has(event.id)),
    );
    called.current = new Map(live.map((event) => [event.id, isCriticalCall(event)]));
    raised.current = new Set();
    const [first] = news;
    if (first === undefined) return;
    const place = nameOf(first.facilityId);
    const more = news.length > 1 ? ` And ${news.length - 1} more.` : "";
    const text = `Critical: ${first.title}${place === null ? "" : `, ${place}`}.${more}`;
    say(({ times }) => ({ text, times: times + 1 }));
  }, [live, nameOf]);
  return (
    <>
      <div className="spoken-only" aria-live="assertive" data-testid="announcer">
        {/* The same words again are another call: only what is new on the page is spoken. */}
        <span key={said.times}>{said.text}</span>
      </div>
      <div className="spoken-only" aria-live="polite">
        {contact.state === "lost" ? "Contact with the server is lost." : ""}
      </div>
    </>
  );
}
