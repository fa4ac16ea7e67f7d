import type { ReactNode } from "react";
import type { EventView } from "../../api/types";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { severities } from "../../severity/severity";

type WaitingStripProps = { waiting: readonly EventView[]; children: ReactNode; onAdmit: () => void };

/**
 * New events that wait while somebody points or types: how many, and of which severities. Its room is always there, so
 * that no row moves when they come; while none waits, `children` stand in it.
 */
export function WaitingStrip({ waiting, children, onAdmit }: WaitingStripProps) {
  if (waiting.length === 0) return <p className="waiting-none muted">{children}</p>;
  const counts = severities
    .map((severity) => ({ severity, count: waiting.filter((event) => event.severity === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <button type="button" className="waiting" onClick={onAdmit} data-testid="waiting">
      <span>{waiting.length === 1 ? "1 new event waits" : `${waiting.length} new events wait`}</span>
      {counts.map(({ severity, count }) => (
        <span key={severity} className="waiting-count">
          <SeverityGlyph severity={severity} size={16} /> {count}
        </span>
      ))}
      <span className="waiting-show">
        Show <kbd>n</kbd>
      </span>
    </button>
  );
}
