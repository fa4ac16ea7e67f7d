import type { FormEvent, ReactNode } from "react";
import { lineOf } from "../actions";
import type { AskedProps } from "./AskDialog";

type AskFormProps = Pick<AskedProps, "action" | "events" | "busy" | "onClose"> & {
  /** Whether enough was said. */
  ready: boolean;
  /** What the button says, where that is more than the name of the action. */
  wish?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
};

/** The fields of an action, and its two ways out. */
export function AskForm(props: AskFormProps) {
  const { action, events, busy, ready, onSubmit, onClose, children } = props;
  const { name, doing } = lineOf(action);
  const wish = props.wish ?? (events.length > 1 ? `${name} ${events.length}` : name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSubmit();
  };
  return (
    <form className="ask-form" onSubmit={submit}>
      {children}
      <div className="buttons">
        <button type="submit" className="main" disabled={!ready || busy} aria-busy={busy}>
          {busy ? doing : wish}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
