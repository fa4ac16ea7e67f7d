import { type FormEvent, useState } from "react";
import { PasswordField } from "../forms/PasswordField";
import type { Credential } from "./credential";

type KeyFormProps = { open: boolean; busy: boolean; onSignIn: (credential: Credential) => void };

/** The ways in before there are people: a key, or the link that the server printed. */
export function KeyForm({ open, busy, onSignIn }: KeyFormProps) {
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== "") onSignIn({ key: key.trim() });
  };
  return (
    <details className="signin-key" open={open}>
      <summary>Without a password</summary>
      <p>Open the sign-in link that Watchfloor printed when it started, or use an API key.</p>
      <form className="form" onSubmit={submit}>
        <PasswordField label="Key" autoComplete="off" value={key} onChange={setKey} />
        <div className="buttons">
          <button type="submit" disabled={busy}>
            Sign in with the key
          </button>
        </div>
      </form>
    </details>
  );
}
