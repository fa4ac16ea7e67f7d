import { useMemo, useState } from "react";
import type { EventView } from "../../api/types";
import { useEventStore, useKnowsAllOpen, useLiveEvents } from "../../live/LiveProvider";
import { type Filters, sortOf } from "../filters";
import { orderOf } from "../order";
import { passer } from "../passes";
import { useLooker } from "../useLooker";
import { hold } from "./hold";
import { lister, newestOf } from "./listed";
import { type Reading, useRead } from "./useRead";

export type Shown = {
  events: readonly EventView[];
  waiting: readonly EventView[];
  /** Lets the waiting rows in at once. */
  admit: () => void;
  /** An event that is known, shown or not. */
  find: (id: string) => EventView | null;
  reading: Reading;
};

type ShownOrder = { filters: Filters; begun: boolean; order: readonly string[] };

/** The list as it is shown: filtered, in the order asked for, and still while `holding`. */
export function useShownEvents(filters: Filters, holding: boolean): Shown {
  const live = useLiveEvents();
  const looker = useLooker();
  // The live stream knows what is open; the rest has to be read.
  const knowsAllOpen = useKnowsAllOpen();
  const isRead = filters.statuses.includes("closed") || !knowsAllOpen;
  const reading = useRead(filters, isRead);
  const { read } = reading;
  const byId = useMemo(() => newestOf(read, live), [read, live]);
  const list = useMemo(
    () => lister(read, passer(filters, looker), orderOf(sortOf(filters), isRead)),
    [read, filters, looker, isRead],
  );
  const sorted = useMemo(() => list(byId), [list, byId]);
  const next = useMemo(() => sorted.map((event) => event.id), [sorted]);

  const begun = useEventStore().cursor !== null;
  const [shown, setShown] = useState<ShownOrder>({ filters, begun, order: next });
  // Another filter is a wish for another list, and before the first frame there was none: only news have to wait.
  const same = shown.filters === filters && shown.begun === begun;
  const asked = useMemo(() => new Set(read.events.keys()), [read]);
  const held = useMemo(
    () => hold(shown.order, next, holding && same, asked),
    [shown, next, holding, same, asked],
  );
  if (held.order !== shown.order || !same) setShown({ filters, begun, order: held.order });

  const lists = useMemo(() => {
    const known = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
    return {
      events: held.order === next ? sorted : known(held.order),
      waiting: known(held.waiting),
      admit: () => setShown({ filters, begun, order: next }),
      find: (id: string) => byId.get(id) ?? null,
    };
  }, [held, byId, filters, begun, next, sorted]);
  return { ...lists, reading };
}
