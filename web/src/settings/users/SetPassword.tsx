import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { User } from "../../api/types";
import { PasswordField } from "../../forms/PasswordField";
import { usePeopleChanged } from "./useUsers";

/** A new password for somebody who lost theirs. */
export function SetPassword({ user }: { user: User }) {
  const [password, setPassword] = useState("");
  const changed = usePeopleChanged();
  const set = useMutation({
    mutationFn: () => call<void>("POST", `/users/${user.id}/password`, { password }),
    gcTime: 0,
    onSuccess: () => {
      setPassword("");
      return changed();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <section className="part" aria-label="Password">
      <h2>Password</h2>
      <form className="form" onSubmit={submit}>
        <input type="text" autoComplete="username" value={user.login} readOnly hidden />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        {set.error !== null && (
          <TroubleNote trouble={troubleOf(set.error)} about="The password is the old one." />
        )}
        {set.isSuccess && (
          <p className="said" role="status">
            The password is set. Tell it to {user.name}.
          </p>
        )}
        <div className="buttons">
          <button type="submit" disabled={set.isPending}>
            Set password
          </button>
        </div>
      </form>
    </section>
  );
}
