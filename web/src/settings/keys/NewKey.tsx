import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { IssuedKey, Role } from "../../api/types";
import { RoleField } from "../../forms/RoleField";
import { TextField } from "../../forms/TextField";
import { roleLines } from "../../roles/roles";
import { keyRequest } from "./keyRequest";

type NewKeyProps = { onIssued: (what: string, secret: string) => void; onCancel: () => void };

/** A key for one more program. */
export function NewKey({ onIssued, onCancel }: NewKeyProps) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("ingest");
  const [sources, setSources] = useState("");
  const [lastDay, setLastDay] = useState("");
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () => call<IssuedKey>("POST", "/api-keys", keyRequest(name, role, sources, lastDay)),
    gcTime: 0,
    onSuccess: ({ key }) => {
      onIssued(`The key “${name.trim()}”`, key);
      return queries.invalidateQueries({ queryKey: ["api-keys"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section className="box" aria-label="New key">
      <h2>New key</h2>
      <form className="form" onSubmit={submit}>
        <TextField
          label="Name"
          hint="The program that will use it; one key each."
          required
          value={name}
          onChange={setName}
        />
        <RoleField roles={roleLines} value={role} onChange={setRole} />
        {role === "ingest" && (
          <TextField
            label="Sources"
            hint="Which sources it may report as, with commas between. Empty: any."
            value={sources}
            onChange={setSources}
          />
        )}
        <TextField
          label="Last day"
          type="date"
          hint="Empty: it does not expire."
          value={lastDay}
          onChange={setLastDay}
        />
        {create.error !== null && (
          <TroubleNote trouble={troubleOf(create.error)} about="No key can be shown." />
        )}
        <div className="buttons">
          <button type="submit" className="main" disabled={create.isPending}>
            Make key
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
