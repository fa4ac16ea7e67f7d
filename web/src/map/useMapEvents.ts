import { useDeferredValue, useMemo } from "react";
import type { EventView, Facility, Severity } from "../api/types";
import type { Filters } from "../events/filters";
import { passer } from "../events/passes";
import { isUnresolved, mostUrgentFirst } from "../events/urgency";
import { useLooker } from "../events/useLooker";
import { useLiveEvents } from "../live/LiveProvider";
import { callOf, severities } from "../severity/severity";
import { type PlacedEvent, placed } from "./placed";

type MapEvents = {
  /** What is on the map, the most urgent first. */
  shown: readonly PlacedEvent[];
  counts: Record<Severity, number>;
  /** How many would be shown and have no place. */
  nowhere: number;
};

/** On a map colour says that somebody must act: what is over is not there, unless nobody had taken it. */
const isStanding = (event: EventView): boolean => isUnresolved(event) || callOf(event) === "returned";

/** The known events that pass the filters, with their places: those that stand, unless a status is asked for. */
export function useMapEvents(filters: Filters, facilities: readonly Facility[]): MapEvents {
  // In a storm the hand that moves the map goes first.
  const all = useDeferredValue(useLiveEvents());
  const looker = useLooker();
  return useMemo(() => {
    // The area is a matter of the map, which knows the places of facilities too.
    const some = passer({ ...filters, severities: [], bbox: null }, looker);
    const asked = filters.statuses.length > 0;
    const open = all.filter((event) => some(event) && (asked || isStanding(event)));
    const found = placed(mostUrgentFirst(open), facilities);
    const chosen = filters.severities;
    const counts = Object.fromEntries(
      severities.map((one) => [one, found.placed.filter(({ event }) => event.severity === one).length]),
    ) as Record<Severity, number>;
    const isChosen = ({ severity }: EventView) => chosen.length === 0 || chosen.includes(severity);
    const shown = found.placed.filter(({ event }) => isChosen(event));
    return { shown, counts, nowhere: found.nowhere.filter(isChosen).length };
  }, [all, filters, looker, facilities]);
}
