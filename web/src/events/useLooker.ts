import { useMemo } from "react";
import { useMe } from "../signin/session";
import type { Looker } from "./passes";

/** Who is signed in, as one who looks at the list. */
export function useLooker(): Looker {
  const me = useMe();
  const myId = me?.id ?? null;
  return useMemo(() => ({ myId }), [myId]);
}
