import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/http";
import type { ApiKey } from "../../api/types";

/** The version of a key that somebody is about to end. */
export function useVersionOf(id: string) {
  const { data, isPending, refetch } = useQuery({
    queryKey: ["api-key", id],
    queryFn: ({ signal }) => ask<ApiKey>("GET", `/api-keys/${id}`, { signal }),
    gcTime: 0,
  });
  return { etag: data?.etag ?? null, reading: isPending, readAgain: refetch };
}
