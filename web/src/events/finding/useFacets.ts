import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import type { Facets } from "../../api/types";
import { useSettled } from "../../time/useSettled";
import { type Filters, searchQueryOf } from "../filters";

const PAUSE_MS = 250;

/** How many events have which word, of those that pass `filters`; nothing is asked where it is not `needed`. */
export function useFacets(filters: Filters, needed = true) {
  const query = useSettled(searchQueryOf({ ...filters, sort: "urgency" }), PAUSE_MS);
  return useQuery({
    queryKey: ["facets", query],
    queryFn: ({ signal }) => call<Facets>("GET", `/events/facets?${query}`, undefined, signal),
    enabled: needed,
    placeholderData: keepPreviousData,
    staleTime: 5000,
    refetchInterval: 30_000,
  });
}
