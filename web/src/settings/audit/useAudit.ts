import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import type { AuditEntry, Listing } from "../../api/types";
import { type AuditFilters, writeAuditFilters } from "./auditFilters";

/** The book of who did what, newest first, as far as it was asked for. */
export function useAudit(filters: AuditFilters) {
  const asked = writeAuditFilters(filters).toString();
  return useInfiniteQuery({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(asked);
      params.set("limit", "100");
      if (pageParam !== null) params.set("cursor", pageParam);
      return call<Listing<AuditEntry>>("GET", `/audit?${params}`, undefined, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
