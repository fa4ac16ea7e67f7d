import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { callAll } from "../../api/http";
import type { User } from "../../api/types";

/** Everybody who may sign in here, looked up again twice a minute. */
export const useUsers = () =>
  useQuery({
    queryKey: ["users"],
    queryFn: ({ signal }) => callAll<User>("/users", 5000, signal),
    refetchInterval: 30_000,
  });

/** To be called after people changed: one may have changed oneself. */
export function usePeopleChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["users"], exact: true }),
        queries.invalidateQueries({ queryKey: ["me"] }),
      ]),
    [queries],
  );
}
