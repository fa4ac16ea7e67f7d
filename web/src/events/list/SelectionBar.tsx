import type { EventView } from "../../api/types";
import { useMay } from "../../roles/useMay";
import { useActions } from "../actions/ActionsProvider";
import { actionLines, allows } from "../actions/actions";

type SelectionBarProps = { events: readonly EventView[]; onClear: () => void };

/** Actions on all selected events that they apply to. */
export function SelectionBar({ events, onClear }: SelectionBarProps) {
  const { act } = useActions();
  const mayAct = useMay("act");
  if (events.length === 0 || !mayAct) return null;
  return (
    <div className="selection" role="toolbar" aria-label="Selected events">
      <strong>{events.length} selected</strong>
      {actionLines.map(({ action, name }) => {
        const ready = events.filter((event) => allows(event, action));
        return (
          <button
            key={action}
            type="button"
            disabled={ready.length === 0}
            onClick={() => void act(ready, action)}
          >
            {name} {ready.length > 0 && ready.length}
          </button>
        );
      })}
      <button type="button" className="plain" onClick={onClear}>
        Clear
      </button>
    </div>
  );
}
