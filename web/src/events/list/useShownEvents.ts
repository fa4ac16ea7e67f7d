import { useMemo, useState } from "react";
import type { EventView } from "../../api/types";
import { useEventStore, useLiveEvents } from "../../live/LiveProvider";
import { type Filters, passes } from "../filters";
import { mostUrgentFirst } from "../urgency";
import { useNamesOf } from "../useNamesOf";
import { hold } from "./hold";

export type Shown = {
  events: readonly EventView[];
  waiting: readonly EventView[];
  /** Lets the waiting rows in at once. */
  admit: () => void;
};

type ShownOrder = { filters: Filters; begun: boolean; order: readonly string[] };

/** The list as it is shown: filtered, the most urgent on top, and still while `holding`. */
export function useShownEvents(filters: Filters, holding: boolean): Shown {
  const all = useLiveEvents();
  const namesOf = useNamesOf();
  const byId = useMemo(() => new Map(all.map((event) => [event.id, event])), [all]);
  const next = useMemo(
    () =>
      mostUrgentFirst(all.filter((event) => passes(event, filters, namesOf(event)))).map((event) => event.id),
    [all, filters, namesOf],
  );

  const begun = useEventStore().cursor !== null;
  const [shown, setShown] = useState<ShownOrder>({ filters, begun, order: next });
  // Another filter is a wish for another list, and before the first frame there was none: only news have to wait.
  const same = shown.filters === filters && shown.begun === begun;
  const held = useMemo(() => hold(shown.order, next, holding && same), [shown, next, holding, same]);
  if (held.order !== shown.order || !same) setShown({ filters, begun, order: held.order });

  return useMemo(() => {
    const known = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
    return {
      events: known(held.order),
      waiting: known(held.waiting),
      admit: () => setShown({ filters, begun, order: next }),
    };
  }, [held, byId, filters, begun, next]);
}
