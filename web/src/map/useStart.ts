import { useState } from "react";
import type { Facility } from "../api/types";
import type { Box } from "../events/box";
import { useFacilitiesAreRead } from "../facilities/useFacilities";
import { useEventStore, useLiveEvents } from "../live/LiveProvider";
import { boxAround, wholeEarth } from "./box";
import type { PlacedEvent } from "./placed";

/** Where the map begins: at the area of the address, else around all there is. Null until that is known. */
export function useStart(
  area: Box | null,
  events: readonly PlacedEvent[],
  facilities: readonly Facility[],
): Box | null {
  const read = useFacilitiesAreRead();
  useLiveEvents();
  const begun = useEventStore().cursor !== null;
  const [start, setStart] = useState<Box | null>(area);
  if (start !== null) return start;
  if (!read || !begun) return null;
  const points = [...facilities.flatMap(({ location }) => location ?? []), ...events.map(({ at }) => at)];
  const box = boxAround(points) ?? wholeEarth;
  setStart(box);
  return box;
}

/** Whether two boxes are the same, but for what their writing cuts off. */
export const isBox = (a: Box, b: Box): boolean =>
  (["west", "south", "east", "north"] as const).every((side) => Math.abs(a[side] - b[side]) < 2e-5);
