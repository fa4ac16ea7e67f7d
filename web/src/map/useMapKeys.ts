import type { EventView } from "../api/types";
import { useActions } from "../events/actions/ActionsProvider";
import { type Action, allows } from "../events/actions/actions";
import { asks, useAsk } from "../events/actions/asking/AskProvider";
import { useKeys } from "../keys/KeyProvider";
import { useMay } from "../roles/useMay";

type MapKeys = {
  events: readonly EventView[];
  current: EventView | null;
  point: (id: string) => void;
  open: (id: string) => void;
  comment: (id: string) => void;
  /** Leaves the crowd or the area; false where there is neither. */
  back: () => boolean;
};

/** The keys of the list beside the map: those of the event list, as far as they make sense here. */
export function useMapKeys({ events, current, point, open, comment, back }: MapKeys): void {
  const { act } = useActions();
  const ask = useAsk();
  const mayAct = useMay("act");
  const move = (by: 1 | -1) => () => {
    const at = events.findIndex((event) => event.id === current?.id);
    const to = at < 0 ? events[0] : events[Math.min(events.length - 1, Math.max(0, at + by))];
    if (to !== undefined) point(to.id);
  };
  const withCurrent = (use: (event: EventView) => unknown) => () => (current === null ? false : use(current));
  const does = (action: Action) =>
    withCurrent((event) => {
      if (!allows(event, action)) return;
      if (asks(action)) ask(action, [event]);
      else void act(event, action);
    });
  useKeys({
    j: move(1),
    k: move(-1),
    enter: withCurrent((event) => open(event.id)),
    escape: back,
    ...(mayAct && {
      a: does("acknowledge"),
      s: does("start"),
      r: does("resolve"),
      d: does("close"),
      e: does("escalate"),
      o: does("assign"),
      c: withCurrent((event) => comment(event.id)),
    }),
  });
}
