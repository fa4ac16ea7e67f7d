import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { IssuedKey } from "../../api/types";
import { TextField } from "../../forms/TextField";

type Made = { id: string; adminKey: IssuedKey };
type NewTenantProps = { onIssued: (tenant: string, key: string) => void; onCancel: () => void };

/** A customer more, with the key of their first admin. */
export function NewTenant({ onIssued, onCancel }: NewTenantProps) {
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () => call<Made>("POST", "/tenants", { id: id.trim(), name: name.trim() }),
    gcTime: 0,
    onSuccess: ({ adminKey }) => {
      onIssued(name.trim(), adminKey.key);
      return queries.invalidateQueries({ queryKey: ["tenants"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section className="box" aria-label="New tenant">
      <h2>New tenant</h2>
      <form className="form" onSubmit={submit}>
        <TextField label="Name" required value={name} onChange={setName} />
        <TextField
          label="Id"
          hint="People type it to sign in. It stays for ever."
          autoCapitalize="none"
          spellCheck={false}
          required
          value={id}
          onChange={setId}
        />
        {create.error !== null && (
          <TroubleNote trouble={troubleOf(create.error)} about="No tenant was shown as made." />
        )}
        <div className="buttons">
          <button type="submit" className="main" disabled={create.isPending}>
            Make tenant
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
