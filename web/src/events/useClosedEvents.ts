import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../api/http";
import type { EventView, Listing } from "../api/types";
import { useEventStore } from "../live/LiveProvider";
import type { Filters } from "./filters";

/** The live stream tells of open events only; the newest closed ones are read when they are asked for. */
export function useClosedEvents(filters: Filters): void {
  const store = useEventStore();
  const { data } = useQuery({
    queryKey: ["closed"],
    queryFn: ({ signal }) =>
      call<Listing<EventView>>("GET", "/events?status=closed&limit=500", undefined, signal),
    enabled: filters.statuses.includes("closed"),
    refetchInterval: 60_000,
  });
  useEffect(() => {
    if (data !== undefined) store.merge(data.items);
  }, [data, store]);
}
