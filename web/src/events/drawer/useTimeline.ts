import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import type { EventView, TimelineItem } from "../../api/types";

/** What happened to an event, the oldest first. Read again whenever the event changes. */
export const useTimeline = (event: EventView | undefined) =>
  useQuery({
    queryKey: ["timeline", event?.id, event?.version],
    queryFn: async ({ signal }) =>
      (await call<{ items: TimelineItem[] }>("GET", `/events/${event?.id}/timeline`, undefined, signal))
        .items,
    enabled: event !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });
