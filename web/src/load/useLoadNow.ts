import { useMemo } from "react";
import { useEventStore, useLiveEvents } from "../live/LiveProvider";
import { useNow } from "../time/serverClock";
import { type Flood, floodOf, newIn10Min } from "./flood";
import { useOperators } from "./operators";

/** Often enough for a meter, and seldom enough for a storm of ten thousand. */
const STEP_MS = 2000;

/** How many are new in the last ten minutes, and the flood that goes on now, if any. */
export function useLoadNow(): { count: number; flood: Flood | null } {
  const store = useEventStore();
  const operators = useOperators();
  const now = Math.ceil(useNow() / STEP_MS) * STEP_MS;
  // What was there when the page was opened is counted at once, what comes later at the next step.
  const begun = useLiveEvents().length > 0;
  return useMemo(() => {
    const events = begun ? store.view() : [];
    return { count: newIn10Min(events, now), flood: floodOf(events, now, operators) };
  }, [store, now, operators, begun]);
}
