import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { EventView } from "../../api/types";
import { useDone } from "../actions/ActionsProvider";
import type { Filters } from "../filters";

export type Selection = {
  ids: ReadonlySet<string>;
  /** The selected ones of those shown, in their order. */
  events: readonly EventView[];
  /** Adds or takes away one; with `range`, adds all from the one chosen before to this. */
  select: (id: string, range?: boolean) => void;
  /** Selects everything shown, or nothing where that is done already. */
  all: () => void;
  clear: () => void;
};

/** What is selected in the list. What a filter hides is selected no more, nor is what something was done to. */
export function useSelection(shown: readonly EventView[], filters: Filters): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [chosenIn, setChosenIn] = useState(filters);
  if (chosenIn !== filters) {
    setChosenIn(filters);
    if (ids.size > 0) setIds(new Set(shown.map(({ id }) => id).filter((id) => ids.has(id))));
  }
  useDone(useCallback((done) => setIds((before) => without(before, done)), []));
  const anchor = useRef<string | null>(null);
  // The rows keep one function, however often the list changes.
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  const events = useMemo(
    () => (ids.size === 0 ? [] : shown.filter((event) => ids.has(event.id))),
    [shown, ids],
  );
  const select = useCallback((id: string, range = false) => {
    const [list, from] = [latest.current, anchor.current];
    setIds((before) => (range ? withRange(before, list, from, id) : withOther(before, id)));
    anchor.current = id;
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const all = useCallback(
    () => setIds(events.length === shown.length ? new Set() : new Set(shown.map((event) => event.id))),
    [events, shown],
  );
  return { ids, events, select, all, clear };
}

function without(ids: ReadonlySet<string>, taken: readonly string[]): ReadonlySet<string> {
  if (!taken.some((id) => ids.has(id))) return ids;
  const gone = new Set(taken);
  return new Set([...ids].filter((id) => !gone.has(id)));
}

const withOther = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set(ids).add(id);

function withRange(
  ids: ReadonlySet<string>,
  shown: readonly EventView[],
  from: string | null,
  to: string,
): ReadonlySet<string> {
  const end = shown.findIndex((event) => event.id === to);
  const begin = shown.findIndex((event) => event.id === from);
  const [first, last] = begin < 0 ? [end, end] : [Math.min(begin, end), Math.max(begin, end)];
  return new Set([...ids, ...shown.slice(first, last + 1).map((event) => event.id)]);
}
