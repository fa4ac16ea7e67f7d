import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo } from "react";
import { callAll } from "../api/http";
import type { EventView } from "../api/types";
import { type AsideMark, asidesOf } from "../events/asides";
import { asideKinds } from "../events/filters";
import { isUnresolved } from "../events/urgency";
import { useEventStore, useLiveEvents } from "../live/LiveProvider";

/** An event, and one of possibly several reasons why it calls nobody. */
export type AsideEvent = { event: EventView; aside: AsideMark };

/** The stream knows the most urgent ten thousand; what is set aside beyond them is asked for. */
const MOST = 5000;

/** Everything that is set aside and still needs somebody, what ends first on top; follows the stream. */
export function useAsides() {
  const store = useEventStore();
  const read = useQuery({
    queryKey: ["asides"],
    queryFn: ({ signal }) =>
      callAll<EventView>(
        `/events?status=new,acknowledged,in_progress&aside=${asideKinds.join(",")}`,
        MOST,
        signal,
      ),
    refetchInterval: 60_000,
  });
  const { data } = read;
  useEffect(() => {
    if (data !== undefined) store.merge(data);
  }, [data, store]);

  // In a storm the hand on a button goes first.
  const all = useDeferredValue(useLiveEvents());
  const asides = useMemo(() => asideEvents(all), [all]);
  return { asides, read };
}

export const asideEvents = (events: readonly EventView[]): AsideEvent[] =>
  events
    .filter(isUnresolved)
    .flatMap((event) => asidesOf(event).map((aside) => ({ event, aside })))
    .sort((a, b) => endOf(a) - endOf(b) || (a.event.id < b.event.id ? -1 : 1));

const endOf = ({ aside }: AsideEvent): number =>
  aside.until === null ? Number.POSITIVE_INFINITY : Date.parse(aside.until);
