import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { call } from "../api/http";
import type { Facets } from "../api/types";
import { rootsOf } from "../facilities/roots";
import { useFacilities, useFacilitiesAreRead } from "../facilities/useFacilities";
import { useKnown, useLiveEvents } from "../live/LiveProvider";
import { useMe } from "../signin/session";
import { NOWHERE, panelOf, tiledCategories, unheard } from "./panel";
import { usePlaces } from "./usePlaces";

/** More tiles than these cannot be told apart from afar: then the topmost facilities stand for those below them. */
const MOST_TILES = 40;

/** The annunciator of this screen: tiles in their places, and a way to arrange them anew. */
export function usePanel() {
  const facilities = useFacilities();
  const events = useDeferredValue(useLiveEvents());
  const isHeard = useKnown() !== "nothing";
  const areRead = useFacilitiesAreRead();
  const tenant = useMe()?.tenant ?? "";
  const categories = useCategories();

  const roots = useMemo(() => rootsOf(facilities), [facilities]);
  const rolledUp = facilities.length > MOST_TILES;
  const homes = useMemo(() => {
    const shown = rolledUp ? facilities.filter(({ id }) => roots.get(id) === id) : facilities;
    // Ids grow with time: a new facility comes last, whatever it is called.
    return [NOWHERE, ...shown.map(({ id }) => id).sort()];
  }, [facilities, roots, rolledUp]);
  const [places, arrangeFacilities] = usePlaces(`watchfloor.tiles.${tenant}`, homes);
  const [known, arrangeCategories] = usePlaces(`watchfloor.categories.${tenant}`, categories);

  const tiles = useMemo(() => {
    const isShown = (id: string) => !rolledUp || id === NOWHERE || !roots.has(id) || roots.get(id) === id;
    const homeOf = (id: string) => (rolledUp ? (roots.get(id) ?? id) : id);
    const panel = panelOf(events, facilities, places.filter(isShown), tiledCategories(known), homeOf);
    return isHeard && areRead ? panel : unheard(panel);
  }, [events, facilities, places, known, roots, rolledUp, isHeard, areRead]);
  const arrange = () => {
    arrangeFacilities();
    arrangeCategories();
  };
  return { tiles, arrange };
}

/** Every category that an event was of, as far as the newest ones tell. */
function useCategories(): readonly string[] {
  const events = useLiveEvents();
  const { data } = useQuery({
    queryKey: ["categories"],
    queryFn: ({ signal }) => call<Facets>("GET", "/events/facets", undefined, signal),
    staleTime: 600_000,
  });
  const live = useMemo(() => [...new Set(events.map(({ category }) => category))].sort().join(), [events]);
  return useMemo(
    () => [...new Set([...Object.keys(data?.category ?? {}), ...live.split(",").filter(Boolean)])].sort(),
    [data, live],
  );
}
