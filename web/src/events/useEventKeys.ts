import type { EventView } from "../api/types";
import type { Bindings } from "../keys/KeyProvider";
import { useMay } from "../roles/useMay";
import { useActions } from "./actions/ActionsProvider";
import { type Action, allows } from "./actions/actions";
import { asks, useAsk } from "./actions/asking/AskProvider";

type EventKeys = {
  /** What `j` and `k` walk through. */
  events: readonly EventView[];
  current: EventView | null;
  /** What is acted on. */
  targets: readonly EventView[];
  /** The event is shown as it was: nothing can be done to the past. */
  past: boolean;
  point: (id: string) => void;
  open: (id: string) => void;
  comment: (id: string) => void;
};

/** The keys that every list of events has. */
export function useEventKeys({ events, current, targets, past, ...to }: EventKeys): Bindings {
  const { act, actOnMany } = useActions();
  const ask = useAsk();
  const mayAct = useMay("act") && !past;

  const move = (by: 1 | -1) => () => {
    const at = events.findIndex((event) => event.id === current?.id);
    const next = at < 0 ? events[0] : events[Math.min(events.length - 1, Math.max(0, at + by))];
    if (next !== undefined) to.point(next.id);
  };
  const does = (action: Action) => () => {
    const ready = targets.filter((event) => allows(event, action));
    const [only] = ready;
    if (asks(action)) ask(action, ready);
    else if (ready.length > 1) void actOnMany(ready, action);
    else if (only !== undefined) void act(only, action);
  };
  const withCurrent = (use: (id: string) => void) => () => (current === null ? false : use(current.id));
  return {
    j: move(1),
    k: move(-1),
    enter: withCurrent(to.open),
    ...(mayAct && {
      a: does("acknowledge"),
      s: does("start"),
      r: does("resolve"),
      d: does("close"),
      e: does("escalate"),
      o: does("assign"),
      u: does("reopen"),
      z: () => does(targets.some((event) => allows(event, "shelve")) ? "shelve" : "unshelve")(),
      c: targets.length > 1 ? does("comment") : withCurrent(to.comment),
    }),
  };
}
