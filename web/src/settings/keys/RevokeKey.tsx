import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ask } from "../../api/http";
import { isRefusal, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { ApiKey } from "../../api/types";
import { useFocusOnce } from "../../forms/useFocusOnce";
import { useMe } from "../../signin/session";
import { useVersionOf } from "./useVersionOf";

/** The end of a key, asked once. */
export function RevokeKey({ apiKey, onDone }: { apiKey: ApiKey; onDone: () => void }) {
  const me = useMe();
  const queries = useQueryClient();
  const version = useVersionOf(apiKey.id);
  const cancel = useFocusOnce<HTMLButtonElement>();
  const revoke = useMutation({
    mutationFn: () => ask<void>("DELETE", `/api-keys/${apiKey.id}`, { ifMatch: version.etag }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["api-keys"] });
      onDone();
    },
    onError: (error) =>
      isRefusal(error, 412)
        ? Promise.all([version.readAgain(), queries.invalidateQueries({ queryKey: ["api-keys"] })])
        : undefined,
  });
  return (
    <section className="box" aria-label={`Revoke ${apiKey.name}`}>
      <h2>Revoke “{apiKey.name}”?</h2>
      <p>
        Programs that use it are refused from now on, with the previous key too. It cannot be brought back.
        {apiKey.id === me?.id && " You are signed in with it: this session ends as well."}
      </p>
      {revoke.error !== null && (
        <TroubleNote
          trouble={troubleOf(revoke.error)}
          about={
            isRefusal(revoke.error, 412) ? "Changed meanwhile, and shown below as it is now." : "Not revoked."
          }
        />
      )}
      <div className="buttons">
        <button
          type="button"
          className="main"
          disabled={revoke.isPending || version.reading}
          onClick={() => revoke.mutate()}
        >
          Revoke {apiKey.name}
        </button>
        <button type="button" ref={cancel} onClick={onDone}>
          Cancel
        </button>
      </div>
    </section>
  );
}
