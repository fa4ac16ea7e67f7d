import { useMemo } from "react";
import type { AuditEntry } from "../../api/types";
import { useMe } from "../../signin/session";
import { useKeyList } from "../keys/useKeyList";
import { useUsers } from "../users/useUsers";

const beside = [
  ["stranger", "a stranger"],
  ["system", "the system"],
] as const;

/** The names of those who act: people and keys of today, and what an entry says itself. */
export function useActorNames(): {
  all: readonly (readonly [string, string])[];
  of: (entry: AuditEntry) => string;
} {
  const me = useMe();
  const { data: users } = useUsers();
  const { data: keys } = useKeyList();
  return useMemo(() => {
    const names = new Map<string, string>(beside);
    if (me != null) names.set(me.id, me.name);
    for (const key of keys ?? []) names.set(key.id, `${key.name} (key)`);
    for (const user of users ?? []) names.set(user.id, user.name);
    const all = [...names].sort(([, a], [, b]) => a.localeCompare(b, "en"));
    // Somebody who left has no name any more; the id is what is left to follow.
    return { all, of: ({ actor, actorName }) => names.get(actor) ?? actorName ?? actor };
  }, [me, users, keys]);
}
