import { useState } from "react";
import type { EventView } from "../../api/types";
import { useMay } from "../../roles/useMay";
import { ActionButton } from "./ActionButton";
import { actionLines, moreLines, nextAction, rareLines } from "./actions";
import "./actions.css";

/** One button per action, each always in its place; what is done rarely stands behind one more press. */
export function ActionBar({ event }: { event: EventView }) {
  const [all, showAll] = useState(false);
  const mayDefine = useMay("define");
  const next = nextAction(event.status);
  const rare = rareLines.filter((line) => line.needs !== "define" || mayDefine);
  return (
    <div className="action-bars" role="toolbar" aria-label="Actions">
      <div className="action-bar">
        {actionLines.map((line) => (
          <ActionButton key={line.action} event={event} line={line} isNext={line.action === next} />
        ))}
      </div>
      <div className="action-bar">
        {moreLines.map((line) => (
          <ActionButton key={line.action} event={event} line={line} />
        ))}
        <button type="button" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? "Less" : "More"}
        </button>
      </div>
      {all && (
        <div className="action-bar action-rare">
          {rare.map((line) => (
            <ActionButton key={line.action} event={event} line={line} />
          ))}
        </div>
      )}
    </div>
  );
}
