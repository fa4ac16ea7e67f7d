import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { callAll } from "../api/http";
import type { Facility } from "../api/types";

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const none: Facility[] = [];

/** All facilities by name, in an order that events never change. Looked up again each minute, and soon where that failed. */
export const useFacilities = (): readonly Facility[] => useRead().data ?? none;

/** Whether it is known which there are, be it none. */
export const useFacilitiesAreRead = (): boolean => useRead().isFetched;

const useRead = () =>
  useQuery({
    queryKey: ["facilities"],
    queryFn: ({ signal }) => callAll<Facility>("/facilities", 5000, signal),
    refetchInterval: ({ state }) => (state.status === "error" ? 3000 : 60_000),
    select: sorted,
  });

const sorted = (facilities: Facility[]) =>
  [...facilities].sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));

/** The name of a facility; null where an event has none or it is not known yet. */
export function useFacilityName(): (id: string | null) => string | null {
  const facilities = useFacilities();
  const names = useMemo(() => new Map(facilities.map((one) => [one.id, one.name])), [facilities]);
  return useCallback((id) => (id === null ? null : (names.get(id) ?? null)), [names]);
}
