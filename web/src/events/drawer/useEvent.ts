import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { call } from "../../api/http";
import { Refusal, troubleOf } from "../../api/problem";
import type { EventView } from "../../api/types";
import { useEventStore, useLiveEvents } from "../../live/LiveProvider";

/** The live event where the store has it, else what the server answers for its id. */
export function useEvent(id: string) {
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
