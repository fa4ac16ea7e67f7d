import type { EventView } from "../api/types";
import { useKeys } from "../keys/KeyProvider";
import { useMay } from "../roles/useMay";
import { useActions } from "./actions/ActionsProvider";
import { type Action, allows } from "./actions/actions";

type ListKeys = {
  events: readonly EventView[];
  current: EventView | null;
  selected: readonly EventView[];
  /** The event is shown as it was: nothing can be done to the past. */
  past: boolean;
  point: (id: string) => void;
  open: (id: string) => void;
  select: (id: string) => void;
  admit: () => void;
  comment: (id: string) => void;
};

/** The keys of the list. Actions go to the selected events, else to the current one. */
export function useListKeys(list: ListKeys): void {
  const { act } = useActions();
  const { events, current, selected } = list;
  const mayAct = useMay("act") && !list.past;

  const move = (by: 1 | -1) => {
    const at = events.findIndex((event) => event.id === current?.id);
    const to = at < 0 ? events[0] : events[Math.min(events.length - 1, Math.max(0, at + by))];
    if (to !== undefined) list.point(to.id);
  };
  const does = (action: Action) => () => {
    const targets = selected.length > 0 ? selected : current === null ? [] : [current];
    void act(
      targets.filter((event) => allows(event, action)),
      action,
    );
  };
  const withCurrent = (use: (id: string) => void) => () => (current === null ? false : use(current.id));

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: withCurrent(list.open),
    n: list.admit,
    ...(mayAct && {
      x: withCurrent(list.select),
      a: does("acknowledge"),
      s: does("start"),
      r: does("resolve"),
      d: does("close"),
      c: withCurrent(list.comment),
    }),
  });
}
