import { useMemo } from "react";
import { useContact, useEventStore, useLiveEvents } from "../live/LiveProvider";
import { serverTimeOf, useNow } from "../time/serverClock";
import { type Flood, floodOf, newIn10Min } from "./flood";
import { useOperators } from "./operators";

/** Often enough for a meter, and seldom enough for a storm of ten thousand. */
const STEP_MS = 2000;

/**
 * How many are new in the last ten minutes, and the flood that goes on now, if any. While contact is lost it is as it was: that
 * nothing is heard of does not end a flood.
 */
export function useLoadNow(): { count: number; flood: Flood | null } {
  const store = useEventStore();
  const operators = useOperators();
  const contact = useContact();
  const heardAt = contact.state === "lost" ? contact.lastAt : null;
  const moment = useNow();
  const now = Math.ceil((heardAt === null ? moment : serverTimeOf(heardAt)) / STEP_MS) * STEP_MS;
  // What was there when the page was opened is counted at once, what comes later at the next step.
  const begun = useLiveEvents().length > 0;
  return useMemo(() => {
    const events = begun ? store.view() : [];
    return { count: newIn10Min(events, now), flood: floodOf(events, now, operators) };
  }, [store, now, operators, begun]);
}
