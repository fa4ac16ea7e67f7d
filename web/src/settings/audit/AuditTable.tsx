import { memo } from "react";
import { CopyButton } from "../../api/CopyButton";
import type { AuditEntry } from "../../api/types";
import { Instant } from "../../time/Instant";
import { operationWords, resultWords } from "./words";

type AuditTableProps = {
  entries: readonly AuditEntry[];
  nameOf: (entry: AuditEntry) => string;
  onActor: (actor: string) => void;
  onOperation: (operation: string) => void;
};

/** One line per call. A click on who or what shows more of the same. */
export const AuditTable = memo(function AuditTable(props: AuditTableProps) {
  const { entries, nameOf, onActor, onOperation } = props;
  return (
    <table className="table audit-table" aria-label="Audit">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">On</th>
          <th scope="col">Result</th>
          <th scope="col">Trace</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are never changed, and older ones are added at the end.
          <tr key={`${entry.at}/${index}`}>
            <td data-label="When">
              <Instant at={entry.at} />
            </td>
            <td data-label="Who">
              <button type="button" className="link" onClick={() => onActor(entry.actor)}>
                {nameOf(entry)}
              </button>
            </td>
            <td data-label="What">
              <button type="button" className="link" onClick={() => onOperation(entry.operation)}>
                {operationWords(entry.operation)}
              </button>
            </td>
            <td data-label="On" className="audit-path">
              {entry.path.replace(/^\/api\/v1/, "")}
            </td>
            <td data-label="Result" className={entry.status >= 400 ? "audit-refused" : undefined}>
              {resultWords(entry.status)}
            </td>
            <td data-label="Trace" className="audit-trace">
              {entry.trace != null && (
                <span title={entry.trace}>
                  <code>{entry.trace.slice(0, 8)}</code> <CopyButton text={entry.trace} what="trace id" />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
