import type { FormEvent, ReactNode } from "react";
import { lineOf } from "../actions";
import type { AskedProps } from "./AskDialog";

type AskFormProps = Pick<AskedProps, "action" | "events" | "busy" | "onClose"> & {
  /** Whether enough was said. */
  ready: boolean;
  onSubmit: () => void;
  children: ReactNode;
};

/** The fields of an action, and its two ways out. */
export function AskForm({ action, events, busy, ready, onSubmit, onClose, children }: AskFormProps) {
  const { name, doing } = lineOf(action);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSubmit();
  };
  return (
    <form className="ask-form" onSubmit={submit}>
      {children}
      <div className="buttons">
        <button type="submit" className="main" disabled={!ready || busy} aria-busy={busy}>
          {busy ? doing : events.length > 1 ? `${name} ${events.length}` : name}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
