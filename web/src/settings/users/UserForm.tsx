import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { type Answer, ask } from "../../api/http";
import { isRefusal, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { User } from "../../api/types";
import { ChangedMeanwhile } from "../../forms/ChangedMeanwhile";
import { RoleField } from "../../forms/RoleField";
import { TextField } from "../../forms/TextField";
import { useDraft } from "../../forms/useDraft";
import { rolesOfPeople } from "../../roles/roles";
import { usePeopleChanged } from "./useUsers";

const fields = [
  ["name", "Name"],
  ["role", "Role"],
  ["disabled", "Disabled"],
] as const;

/** Name, role, and whether they may sign in; saved only over the version that was read. */
export function UserForm({ latest }: { latest: Answer<User> }) {
  const draft = useDraft(latest);
  const queries = useQueryClient();
  const changed = usePeopleChanged();
  const key = ["user", latest.value.id];
  const save = useMutation({
    mutationFn: async ({ value, etag }: Answer<User>) => {
      const { login, name, role, disabled } = value;
      await ask("PUT", `/users/${value.id}`, { body: { login, name, role, disabled }, ifMatch: etag });
      return ask<User>("GET", `/users/${value.id}`);
    },
    onSuccess: (answer) => {
      queries.setQueryData(key, answer);
      draft.saved(answer);
      return changed();
    },
    onError: (error) => (isRefusal(error, 412) ? queries.invalidateQueries({ queryKey: key }) : undefined),
  });
  const mine = { value: draft.value, etag: draft.etag };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(mine);
  };
  return (
    <section className="part" aria-label="Person">
      <h2>Person</h2>
      <form className="form" onSubmit={submit}>
        <TextField label="Name" required value={draft.value.name} onChange={(name) => draft.edit({ name })} />
        <TextField label="Login" value={draft.value.login} onChange={() => undefined} readOnly />
        <RoleField roles={rolesOfPeople} value={draft.value.role} onChange={(role) => draft.edit({ role })} />
        <label className="check">
          <input
            type="checkbox"
            checked={draft.value.disabled}
            onChange={(event) => draft.edit({ disabled: event.target.checked })}
          />
          Disabled: may not sign in
        </label>
        {isRefusal(save.error, 412) && draft.dirty && (
          <ChangedMeanwhile
            mine={draft.value}
            theirs={latest.value}
            fields={fields}
            onTakeTheirs={() => {
              draft.takeTheirs();
              save.reset();
            }}
            onKeepMine={() => save.mutate(draft.keepMine())}
          />
        )}
        {save.error !== null && !isRefusal(save.error, 412) && (
          <TroubleNote trouble={troubleOf(save.error)} about="Not saved." />
        )}
        {save.isSuccess && !draft.dirty && (
          <p className="said" role="status">
            Saved.
          </p>
        )}
        <div className="buttons">
          <button type="submit" className="main" disabled={!draft.dirty || save.isPending}>
            Save
          </button>
        </div>
      </form>
    </section>
  );
}
