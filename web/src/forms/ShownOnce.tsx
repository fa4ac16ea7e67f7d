import { useState } from "react";
import { CopyButton } from "../api/CopyButton";
import { Dialog } from "./Dialog";

type ShownOnceProps = { what: string; secret: string; onStored: () => void };

/** A key that nobody can look up again: it goes away only when somebody says that it is stored. */
export function ShownOnce({ what, secret, onStored }: ShownOnceProps) {
  const [sure, setSure] = useState(false);
  return (
    <Dialog label={what}>
      <h2>{what}</h2>
      <p>
        Store it now, where only those who need it can read it. It is shown this once: the server keeps
        nothing it could be read from.
      </p>
      <div className="secret">
        <code data-testid="secret">{secret}</code>
        <CopyButton text={secret} what="key" />
      </div>
      <label className="check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />I have
        stored it
      </label>
      <div className="buttons">
        <button type="button" className="main" disabled={!sure} onClick={onStored}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
