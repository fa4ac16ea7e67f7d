import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { type Answer, ask } from "../../api/http";
import { isRefusal, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { User } from "../../api/types";
import { Confirm } from "../../forms/Confirm";
import { usePeopleChanged } from "./useUsers";

/** Somebody leaves for good. The server keeps the last admin. */
export function RemoveUser({ latest: { value: user, etag } }: { latest: Answer<User> }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const changed = usePeopleChanged();
  const remove = useMutation({
    mutationFn: () => ask<void>("DELETE", `/users/${user.id}`, { ifMatch: etag }),
    onSuccess: async () => {
      navigate("/settings/users");
      await changed();
    },
    onError: (error) =>
      isRefusal(error, 412) ? queries.invalidateQueries({ queryKey: ["user", user.id] }) : undefined,
  });
  return (
    <section className="part" aria-label="Remove">
      <h2>Remove</h2>
      <div>
        <Confirm
          name={`Remove ${user.name}`}
          consequence={`${user.name} is signed out everywhere and can never sign in again. What they did stays in timelines and audit, without their name. To keep somebody out for a while, disable them.`}
          sure={`Remove ${user.name}`}
          busy={remove.isPending}
          onSure={() => remove.mutate()}
        />
      </div>
      {remove.error !== null && (
        <TroubleNote
          trouble={troubleOf(remove.error)}
          about={
            isRefusal(remove.error, 412) ? "Changed meanwhile, and shown above as it is now." : "Not removed."
          }
        />
      )}
    </section>
  );
}
