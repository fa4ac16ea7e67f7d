import type { EventView } from "../../api/types";
import { useActions } from "./ActionsProvider";
import { actionLines, allows, nextAction } from "./actions";
import "./actions.css";

/** One button per action, each always in its place; what does not apply now is disabled. */
export function ActionBar({ event }: { event: EventView }) {
  const { act, isPending } = useActions();
  const next = nextAction(event.status);
  return (
    <div className="action-bar" role="toolbar" aria-label="Actions">
      {actionLines.map(({ action, name, doing, key }) => {
        const busy = isPending(event.id, action);
        return (
          <button
            key={action}
            type="button"
            className={action === next ? "main" : undefined}
            disabled={busy || !allows(event, action)}
            aria-label={busy ? doing : name}
            aria-busy={busy}
            aria-keyshortcuts={key}
            onClick={() => void act([event], action)}
          >
            {busy ? doing : name}
            <kbd>{key}</kbd>
          </button>
        );
      })}
    </div>
  );
}
