import type { EventView } from "../api/types";
import { useMoment } from "./moment";
import { slaOf } from "./sla";
import "./sla.css";

/** The deadline in words and as a bar that fills; colour appears only while someone still has to act. */
export function SlaBar({ event }: { event: EventView }) {
  const sla = slaOf(event, useMoment());
  const mood = sla.settled ? "settled" : sla.over ? "over" : "running";
  return (
    <span className={`sla sla-${mood}`} data-severity={event.severity}>
      <span className="sla-bar" aria-hidden="true">
        <span className="sla-used" style={{ transform: `scaleX(${sla.used})` }} />
      </span>
      <span className="sla-words">{sla.words}</span>
    </span>
  );
}
