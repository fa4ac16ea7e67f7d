import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { Role } from "../../api/types";
import { PasswordField } from "../../forms/PasswordField";
import { RoleField } from "../../forms/RoleField";
import { TextField } from "../../forms/TextField";
import { rolesOfPeople } from "../../roles/roles";
import { usePeopleChanged } from "./useUsers";

/** A person more. */
export function NewUser({ onDone }: { onDone: () => void }) {
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [password, setPassword] = useState("");
  const changed = usePeopleChanged();
  const create = useMutation({
    mutationFn: () => call("POST", "/users", { login: login.trim(), name: name.trim(), role, password }),
    gcTime: 0,
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section className="box" aria-label="New user">
      <h2>New user</h2>
      <form className="form" onSubmit={submit}>
        <TextField
          label="Name"
          hint="As others see it in timelines."
          required
          value={name}
          onChange={setName}
        />
        <TextField
          label="Login"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={login}
          onChange={setLogin}
        />
        <RoleField roles={rolesOfPeople} value={role} onChange={setRole} />
        <PasswordField label="Password" autoComplete="new-password" value={password} onChange={setPassword} />
        {create.error !== null && <TroubleNote trouble={troubleOf(create.error)} about="Nobody was added." />}
        <div className="buttons">
          <button type="submit" className="main" disabled={create.isPending}>
            Add user
          </button>
          <button type="button" onClick={onDone}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
