import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import type { Facets } from "../../api/types";
import { useSettled } from "../../time/useSettled";
import { type Filters, searchQueryOf } from "../filters";

const PAUSE_MS = 250;
const SELDOM_MS = 30_000;

/**
 * How many events have which word, of those that pass `filters`; nothing is asked where it is not `needed`. Until the
 * answer for another filter is there, `isOld` tells that what is known belongs to the one before.
 */
export function useFacets(filters: Filters, needed = true, every = SELDOM_MS) {
  const wanted = searchQueryOf({ ...filters, sort: "urgency" });
  const query = useSettled(wanted, PAUSE_MS);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["facets", query],
    queryFn: ({ signal }) => call<Facets>("GET", `/events/facets?${query}`, undefined, signal),
    enabled: needed,
    placeholderData: keepPreviousData,
    staleTime: 5000,
    refetchInterval: every,
  });
  return { data, error, isOld: isPlaceholderData || query !== wanted };
}
