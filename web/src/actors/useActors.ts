import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { call } from "../api/http";
import { Sightings } from "./sightings";

type Actor = { id: string; name: string };

const queryKey = ["actors"];
const EVERY = 180_000;

const sightingsOf = new WeakMap<QueryClient, Sightings>();

function useSightings(): Sightings {
  const queries = useQueryClient();
  let sightings = sightingsOf.get(queries);
  if (sightings === undefined) {
    sightings = new Sightings();
    sightingsOf.set(queries, sightings);
  }
  return sightings;
}

/** What people and keys are called now, by id; looked up again every few minutes. */
const useActors = () =>
  useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const { items } = await call<{ items: Actor[] }>("GET", "/actors", undefined, signal);
      return new Map(items.map(({ id, name }) => [id, name]));
    },
    staleTime: EVERY,
    refetchInterval: EVERY,
    structuralSharing: false,
  });

/** Whether an id is one of a person or a key; others, as `system`, are words already. */
const isSomebody = (id: string): boolean => /^[uk]-/.test(id);

/** The name of an id, and whether it is known that nobody has it any more. Asks anew where an id is not known yet. */
export function useActor(id: string): { name: string | null; left: boolean } {
  const queries = useQueryClient();
  const sightings = useSightings();
  const { data: names, dataUpdatedAt } = useActors();
  const name = names?.get(id) ?? (isSomebody(id) ? null : id);
  const isKnown = name !== null;
  useEffect(() => {
    if (isKnown) return;
    sightings.see(id, Date.now());
    if (dataUpdatedAt === 0 || sightings.isGone(id, dataUpdatedAt)) return;
    const ask = () => {
      sightings.asked(Date.now());
      void queries.refetchQueries({ queryKey }, { cancelRefetch: false });
    };
    const timer = setTimeout(ask, sightings.waitAt(Date.now()));
    return () => clearTimeout(timer);
  }, [id, isKnown, dataUpdatedAt, sightings, queries]);
  return { name, left: !isKnown && names !== undefined && sightings.isGone(id, dataUpdatedAt) };
}

/** Turns ids into names where words are searched; an id that nobody has stays null. */
export function useActorName(): (id: string | null) => string | null {
  const { data: names } = useActors();
  return useCallback(
    (id) => (id === null ? null : (names?.get(id) ?? (isSomebody(id) ? null : id))),
    [names],
  );
}

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Everybody who can have an event, by name; keys of programs cannot. */
export function usePeople(): readonly Actor[] {
  const { data: names } = useActors();
  return useMemo(
    () =>
      [...(names ?? [])]
        .filter(([id]) => id.startsWith("u-"))
        .map(([id, name]) => ({ id, name }))
        .sort((a, b) => byName.compare(a.name, b.name)),
    [names],
  );
}
