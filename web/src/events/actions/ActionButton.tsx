import type { EventView } from "../../api/types";
import { useActions } from "./ActionsProvider";
import { type ActionLine, allows } from "./actions";
import { asks, useAsk } from "./asking/AskProvider";

type ActionButtonProps = { event: EventView; line: ActionLine; isNext?: boolean };

/** One action on one event: done at once, or after what has to be asked. What does not apply now is disabled. */
export function ActionButton({ event, line, isNext = false }: ActionButtonProps) {
  const { act, isPending } = useActions();
  const ask = useAsk();
  const { action, name, doing, key } = line;
  const busy = isPending(event.id, action);
  return (
    <button
      type="button"
      className={isNext ? "main" : undefined}
      disabled={busy || !allows(event, action)}
      aria-label={busy ? doing : name}
      aria-busy={busy}
      aria-keyshortcuts={key}
      aria-haspopup={asks(action) ? "dialog" : undefined}
      onClick={() => (asks(action) ? ask(action, [event]) : void act(event, action))}
    >
      {busy ? doing : name}
      {key !== undefined && <kbd>{key}</kbd>}
    </button>
  );
}
