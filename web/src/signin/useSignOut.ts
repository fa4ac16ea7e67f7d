import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/http";

/** Ends this session; what is shown changes only when the server has ended it. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>("DELETE", "/session"),
    onSuccess: () => queries.setQueryData(["me"], null),
  });
}
