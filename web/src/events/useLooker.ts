import { useMemo } from "react";
import { useMe } from "../signin/session";
import type { Looker } from "./passes";
import { useNamesOf } from "./useNamesOf";

/** Who is signed in, as one who looks at the list. */
export function useLooker(): Looker {
  const me = useMe();
  const myId = me?.id ?? null;
  const namesOf = useNamesOf();
  return useMemo(() => ({ myId, namesOf }), [myId, namesOf]);
}
