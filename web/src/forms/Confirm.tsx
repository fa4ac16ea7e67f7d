import { useState } from "react";
import { useFocusOnce } from "./useFocusOnce";

type ConfirmProps = {
  /** What the first button says. */
  name: string;
  /** What will happen, in a sentence. */
  consequence: string;
  /** What the button says that does it. */
  sure: string;
  busy: boolean;
  onSure: () => void;
};

/** A step that cannot be taken back: says what it does, and asks once. */
export function Confirm({ name, consequence, sure, busy, onSure }: ConfirmProps) {
  const [asking, ask] = useState(false);
  if (!asking)
    return (
      <button type="button" onClick={() => ask(true)}>
        {name}
      </button>
    );
  return (
    <div className="confirm" role="group" aria-label={name}>
      <p>{consequence}</p>
      <div className="buttons">
        <button type="button" className="main" disabled={busy} onClick={onSure}>
          {sure}
        </button>
        <Keep onClick={() => ask(false)} />
      </div>
    </div>
  );
}

/** The harmless way out has the focus. */
function Keep({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" ref={useFocusOnce<HTMLButtonElement>()} onClick={onClick}>
      Cancel
    </button>
  );
}
