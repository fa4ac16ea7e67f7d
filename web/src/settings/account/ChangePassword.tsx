import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import { PasswordField } from "../../forms/PasswordField";

/** A new password for oneself. What was typed stays until the server took it. */
export function ChangePassword() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => call<void>("POST", "/me/password", { current, new: next }),
    gcTime: 0,
    onSuccess: () => {
      setCurrent("");
      setNext("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <section className="part" aria-label="Password">
      <h2>Password</h2>
      <p className="muted">Another one signs you out on every other screen.</p>
      <form className="form" onSubmit={submit}>
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordField label="New password" autoComplete="new-password" value={next} onChange={setNext} />
        {change.error !== null && (
          <TroubleNote trouble={troubleOf(change.error)} about="The password is the old one." />
        )}
        {change.isSuccess && (
          <p className="said" role="status">
            The password is changed.
          </p>
        )}
        <div className="buttons">
          <button type="submit" className="main" disabled={change.isPending}>
            Change password
          </button>
        </div>
      </form>
    </section>
  );
}
