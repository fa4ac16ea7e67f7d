import { useQuery } from "@tanstack/react-query";
import { call } from "../api/http";
import { Refusal } from "../api/problem";
import type { Me } from "../api/types";

/** Who is signed in; null: nobody; undefined: not known yet. Asks until the server answers. */
export function useMe(): Me | null | undefined {
  const { data } = useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => readMe(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: true,
    retryDelay: 2000,
  });
  return data;
}

async function readMe(signal: AbortSignal): Promise<Me | null> {
  try {
    return await call<Me>("GET", "/me", undefined, signal);
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 401) return null;
    throw error;
  }
}

/** Where to go after signing in: a path of this site, never an address somebody slipped in. */
export const safeReturn = (from: string | null): string =>
  from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith("/sign-in") ? from : "/events";
