import type { ReactNode } from "react";
import { CopyButton } from "./CopyButton";
import type { Trouble } from "./problem";
import "./trouble.css";

type TroubleNoteProps = { trouble: Trouble; about?: string; children?: ReactNode };

/** What went wrong and what to do now, with the trace id to hand on. */
export function TroubleNote({ trouble, about, children }: TroubleNoteProps) {
  return (
    <div className="trouble" role="alert">
      <p>
        {about !== undefined && <strong>{about} </strong>}
        {trouble.what} {trouble.next}
      </p>
      <div className="trouble-foot">
        {children}
        {trouble.traceId !== null && (
          <span className="trace">
            Trace <code>{trouble.traceId}</code> <CopyButton text={trouble.traceId} what="trace id" />
          </span>
        )}
      </div>
    </div>
  );
}
