import type { EventView } from "../api/types";
import { useKeys } from "../keys/KeyProvider";
import { useMay } from "../roles/useMay";
import { useActions } from "./actions/ActionsProvider";
import { type Action, allows } from "./actions/actions";
import { asks, useAsk } from "./actions/asking/AskProvider";
import type { Selection } from "./list/useSelection";

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
  const { act, actOnMany } = useActions();
  const ask = useAsk();
  const { events, opened, selection } = list;
  const current = opened ?? list.pointed;
  const mayAct = useMay("act") && !list.past;
  const mayReport = useMay("act");

  const move = (by: 1 | -1) => {
    const at = events.findIndex((event) => event.id === current?.id);
    const to = at < 0 ? events[0] : events[Math.min(events.length - 1, Math.max(0, at + by))];
    if (to !== undefined) list.point(to.id);
  };
  const single = current === null ? [] : [current];
  const many = selection.events.length > 0 && (opened === null || selection.ids.has(opened.id));
  const targets = many ? selection.events : single;
  const does = (action: Action) => () => {
    const ready = targets.filter((event) => allows(event, action));
    const [only] = ready;
    if (asks(action)) ask(action, ready);
    else if (ready.length > 1) void actOnMany(ready, action);
    else if (only !== undefined) void act(only, action);
  };
  const withCurrent = (use: (id: string) => void) => () => (current === null ? false : use(current.id));

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: withCurrent(list.open),
    n: list.admit,
    f: list.filter,
    ...(mayReport && { "+": list.create }),
    ...(mayAct && {
      x: withCurrent((id) => selection.select(id)),
      X: withCurrent((id) => selection.select(id, true)),
      "*": selection.all,
      a: does("acknowledge"),
      s: does("start"),
      r: does("resolve"),
      d: does("close"),
      e: does("escalate"),
      o: does("assign"),
      b: does("unacknowledge"),
      u: does("reopen"),
      z: () => does(targets.some((event) => allows(event, "shelve")) ? "shelve" : "unshelve")(),
      c: targets.length > 1 ? does("comment") : withCurrent(list.comment),
    }),
  });
}
