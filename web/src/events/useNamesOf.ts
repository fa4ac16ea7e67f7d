import { useCallback } from "react";
import { useActorName } from "../actors/useActors";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";

/** What the ids of an event are called. */
export type Names = { facility: string | null; actor: string | null; assignee: string | null };

/** The names behind the ids of an event: where it is, who took it, and whose it is. */
export function useNamesOf(): (event: EventView) => Names {
  const facilityOf = useFacilityName();
  const actorOf = useActorName();
  return useCallback(
    (event) => ({
      facility: facilityOf(event.facilityId),
      actor: actorOf(event.acknowledgedBy),
      assignee: actorOf(event.assignee),
    }),
    [facilityOf, actorOf],
  );
}
