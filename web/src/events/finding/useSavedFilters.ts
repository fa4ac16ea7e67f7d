import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, call, callAll } from "../../api/http";
import type { SavedFilter } from "../../api/types";

const queryKey = ["event-filters"];
const pathOf = ({ id }: SavedFilter) => `/event-filters/${id}`;
const versionOf = ({ version }: SavedFilter) => `"${version}"`;
const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The filters that people of the tenant keep, by name. */
export const useSavedFilters = () =>
  useQuery({
    queryKey,
    queryFn: ({ signal }) => callAll<SavedFilter>("/event-filters", 2000, signal),
    staleTime: 10_000,
    select: (all) => [...all].sort((a, b) => byName.compare(a.name, b.name)),
  });

/** Keeps a filter, changes one that is kept, or forgets it; somebody else's change meanwhile is told as a refusal. */
export function useKeepFilter() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const keep = useMutation({
    mutationFn: (wish: { name: string; query: string }) => call("POST", "/event-filters", wish),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ filter, ...wish }: { filter: SavedFilter; name: string; query: string }) =>
      ask("PUT", pathOf(filter), { body: wish, ifMatch: versionOf(filter) }),
    onSettled,
  });
  const forget = useMutation({
    mutationFn: (filter: SavedFilter) => ask("DELETE", pathOf(filter), { ifMatch: versionOf(filter) }),
    onSettled,
  });
  return { keep, change, forget };
}
