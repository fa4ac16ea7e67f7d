import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../../api/http";
import { type Trouble, troubleOf } from "../../api/problem";
import type { EventView, Listing } from "../../api/types";
import { useSettled } from "../../time/useSettled";
import { type Filters, searchQueryOf } from "../filters";
import { nothingRead, type Read } from "./listed";

const PAGE = 200;
/** Somebody who types is not asked for after each letter. */
const PAUSE_MS = 250;
const none: readonly EventView[] = [];

export type Reading = {
  read: Read;
  isReading: boolean;
  trouble: Trouble | null;
  /** Reads on, where there is more; asked twice it reads once. */
  more: () => void;
  again: () => void;
};

/** The list as the server tells it, page by page as somebody scrolls; nothing is read where it is not `needed`. */
export function useRead(filters: Filters, needed: boolean): Reading {
  const wanted = searchQueryOf(filters);
  const query = useSettled(wanted, PAUSE_MS);
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["events", query],
    enabled: needed,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call<Listing<EventView>>("GET", pathOf(query, pageParam), undefined, signal),
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const events = useMemo(() => data?.pages.flatMap((page) => page.items) ?? none, [data]);
  const isCurrent = needed && query === wanted;
  const read = useMemo(
    () =>
      isCurrent
        ? { events: new Map(events.map((event) => [event.id, event])), isCut: hasNextPage }
        : nothingRead,
    [events, isCurrent, hasNextPage],
  );
  return {
    read,
    isReading: needed && (isFetching || !isCurrent),
    trouble: needed && error !== null ? troubleOf(error) : null,
    more: () => {
      if (needed && hasNextPage && !isFetching) void fetchNextPage();
    },
    again: () => void refetch(),
  };
}

const pathOf = (query: string, cursor: string | null): string =>
  `/events?${query}&limit=${PAGE}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
