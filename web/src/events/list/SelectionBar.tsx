import { useMay } from "../../roles/useMay";
import { useActions } from "../actions/ActionsProvider";
import { type Action, actionLines, allows, lineOf } from "../actions/actions";
import { asks, useAsk } from "../actions/asking/AskProvider";
import type { Selection } from "./useSelection";

const many: readonly Action[] = [
  ...actionLines.map(({ action }) => action),
  "assign",
  "shelve",
  "unshelve",
  "escalate",
  "comment",
  "merge",
  "unacknowledge",
  "reopen",
];
/** These are offered where they apply to something only. */
const seldom: readonly Action[] = ["unshelve", "unacknowledge", "reopen"];

/** Of many, those that are merged into one of them are meant as well. */
const nameOf = (action: Action) => (action === "merge" ? "Merge" : lineOf(action).name);

type SelectionBarProps = { selection: Selection; shown: number; onDone: () => void };

/** Actions on all selected events that they apply to; each event answers for itself. */
export function SelectionBar({ selection, shown, onDone }: SelectionBarProps) {
  const { actOnMany, running } = useActions();
  const ask = useAsk();
  const mayAct = useMay("act");
  const { events } = selection;
  if (!mayAct || events.length === 0) return null;
  return (
    <div className="selection" role="toolbar" aria-label="Selected events">
      <strong>{running === null ? `${events.length} selected` : `${lineOf(running).doing} …`}</strong>
      {many.map((action) => {
        const ready = events.filter((event) => allows(event, action));
        if (ready.length === 0 && seldom.includes(action)) return null;
        if (action === "merge" && ready.length < 2) return null;
        return (
          <button
            key={action}
            type="button"
            disabled={ready.length === 0 || running !== null}
            aria-busy={running === action}
            onClick={() => (asks(action) ? ask(action, ready) : void actOnMany(ready, action))}
          >
            {nameOf(action)} {ready.length > 0 && ready.length}
          </button>
        );
      })}
      {events.length < shown && (
        <button type="button" className="plain" onClick={selection.all}>
          All {shown} shown
        </button>
      )}
      <button
        type="button"
        className="plain"
        onClick={() => {
          selection.clear();
          onDone();
        }}
      >
        Clear
      </button>
    </div>
  );
}
