import { useMemo } from "react";
import type { Facility, Severity } from "../api/types";
import type { Filters } from "../events/filters";
import { passer } from "../events/passes";
import { mostUrgentFirst } from "../events/urgency";
import { useLooker } from "../events/useLooker";
import { useLiveEvents } from "../live/LiveProvider";
import { severities } from "../severity/severity";
import { type PlacedEvent, placed } from "./placed";

type MapEvents = {
  /** What is on the map, the most urgent first. */
  shown: readonly PlacedEvent[];
  counts: Record<Severity, number>;
  /** How many would be shown and have no place. */
  nowhere: number;
};

/** The known events that pass the filters, with their places: all but closed ones, unless others are asked for. */
export function useMapEvents(filters: Filters, facilities: readonly Facility[]): MapEvents {
  const all = useLiveEvents();
  const looker = useLooker();
  return useMemo(() => {
    // The area is a matter of the map, which knows the places of facilities too.
    const some = passer({ ...filters, severities: [], bbox: null }, looker);
    const found = placed(mostUrgentFirst(all.filter(some)), facilities);
    const chosen = filters.severities;
    const counts = Object.fromEntries(
      severities.map((one) => [one, found.placed.filter(({ event }) => event.severity === one).length]),
    ) as Record<Severity, number>;
    const shown = found.placed.filter(({ event }) => chosen.length === 0 || chosen.includes(event.severity));
    return { shown, counts, nowhere: found.nowhere.length };
  }, [all, filters, looker, facilities]);
}
