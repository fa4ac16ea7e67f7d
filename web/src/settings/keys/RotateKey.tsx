import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { ApiKey, IssuedKey } from "../../api/types";
import { Field } from "../../forms/Field";
import { overlaps } from "./keyRequest";

type RotateKeyProps = {
  apiKey: ApiKey;
  onIssued: (what: string, secret: string) => void;
  onCancel: () => void;
};

/** A new key under the old name; the old one goes on for a while, so that nothing stands still. */
export function RotateKey({ apiKey, onIssued, onCancel }: RotateKeyProps) {
  const [overlap, setOverlap] = useState<string>("P1D");
  const queries = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => call<IssuedKey>("POST", `/api-keys/${apiKey.id}/rotate`, { overlap }),
    gcTime: 0,
    onSuccess: ({ key }) => {
      onIssued(`The new key “${apiKey.name}”`, key);
      return queries.invalidateQueries({ queryKey: ["api-keys"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate();
  };
  return (
    <section className="box" aria-label={`Rotate ${apiKey.name}`}>
      <h2>Rotate “{apiKey.name}”</h2>
      <form className="form" onSubmit={submit}>
        <Field label="The old key goes on for" hint="Long enough to bring the new key to the program.">
          {(id) => (
            <select id={id} value={overlap} onChange={(event) => setOverlap(event.target.value)}>
              {overlaps.map((one) => (
                <option key={one.overlap} value={one.overlap}>
                  {one.words}
                </option>
              ))}
            </select>
          )}
        </Field>
        {rotate.error !== null && (
          <TroubleNote trouble={troubleOf(rotate.error)} about="No new key can be shown." />
        )}
        <div className="buttons">
          <button type="submit" className="main" disabled={rotate.isPending}>
            Make new key
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
