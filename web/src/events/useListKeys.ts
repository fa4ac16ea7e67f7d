import type { EventView } from "../api/types";
import { useKeys } from "../keys/KeyProvider";
import { useMay } from "../roles/useMay";
import type { Selection } from "./list/useSelection";
import { useEventKeys } from "./useEventKeys";

type ListKeys = {
  events: readonly EventView[];
  /** The event of the drawer. */
  opened: EventView | null;
  /** The row that the keys are at, where no drawer is open. */
  pointed: EventView | null;
  selection: Selection;
  /** The event is shown as it was: nothing can be done to the past. */
  past: boolean;
  point: (id: string) => void;
  open: (id: string) => void;
  admit: () => void;
  comment: (id: string) => void;
  filter: () => void;
  create: () => void;
};

/**
 * The keys of the list. Actions go to the selected events, else to the row the keys are at; while a drawer is open on
 * an event that is not among the selected, to that one alone.
 */
export function useListKeys(list: ListKeys): void {
  const { opened, selection } = list;
  const current = opened ?? list.pointed;
  const mayReport = useMay("act");
  const mayAct = mayReport && !list.past;
  const single = current === null ? [] : [current];
  const many = selection.events.length > 0 && (opened === null || selection.ids.has(opened.id));
  const keys = useEventKeys({ ...list, current, targets: many ? selection.events : single });
  const pick = (upToHere: boolean) => () =>
    current === null ? false : selection.select(current.id, upToHere);

  useKeys({
    ...keys,
    arrowdown: keys.j,
    arrowup: keys.k,
    n: list.admit,
    f: list.filter,
    ...(mayReport && { "+": list.create }),
    ...(mayAct && { x: pick(false), X: pick(true), "*": selection.all }),
  });
}
