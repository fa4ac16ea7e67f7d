import { useMemo, useState } from "react";
import type { EventView } from "../../api/types";
import { useFacilityName } from "../../facilities/useFacilities";
import { useLiveEvents } from "../../live/LiveProvider";
import { type Filters, passes } from "../filters";
import { mostUrgentFirst } from "../urgency";
import { hold } from "./hold";

export type Shown = {
  events: readonly EventView[];
  waiting: readonly EventView[];
  /** Lets the waiting rows in at once. */
  admit: () => void;
};

/** The list as it is shown: filtered, the most urgent on top, and still while `holding`. */
export function useShownEvents(filters: Filters, holding: boolean): Shown {
  const all = useLiveEvents();
  const nameOf = useFacilityName();
  const byId = useMemo(() => new Map(all.map((event) => [event.id, event])), [all]);
  const next = useMemo(
    () =>
      mostUrgentFirst(all.filter((event) => passes(event, filters, nameOf(event.facilityId)))).map(
        (event) => event.id,
      ),
    [all, filters, nameOf],
  );

  const [shown, setShown] = useState<{ filters: Filters; order: readonly string[] }>({
    filters,
    order: next,
  });
  // Another filter is a wish for another list: only the live stream has to wait.
  const held = useMemo(
    () => hold(shown.order, next, holding && shown.filters === filters),
    [shown, next, holding, filters],
  );
  if (held.order !== shown.order || shown.filters !== filters) setShown({ filters, order: held.order });

  return useMemo(() => {
    const known = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
    return {
      events: known(held.order),
      waiting: known(held.waiting),
      admit: () => setShown({ filters, order: next }),
    };
  }, [held, byId, filters, next]);
}
