import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { PageHead } from "../PageHead";
import { AuditFilterBar } from "./AuditFilterBar";
import { AuditTable } from "./AuditTable";
import { type AuditFilters, readAuditFilters, writeAuditFilters } from "./auditFilters";
import { useActorNames } from "./useActorNames";
import { useAudit } from "./useAudit";
import { useSeen } from "./useSeen";
import "./audit.css";

/** Who did what, the newest on top; older entries come as one scrolls. */
export function AuditPage() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readAuditFilters(params), [params]);
  const change = (some: Partial<AuditFilters>) =>
    setParams(writeAuditFilters({ ...filters, ...some }), { replace: true });
  const read = useAudit(filters);
  const names = useActorNames();
  const entries = useMemo(() => read.data?.pages.flatMap((page) => page.items) ?? [], [read.data]);
  const operations = useMemo(() => [...new Set(entries.map((entry) => entry.operation))].sort(), [entries]);

  const { hasNextPage, isFetching, fetchNextPage } = read;
  const older = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const end = useSeen<HTMLButtonElement>(older);
  return (
    <>
      <PageHead title="Audit" read={read} />
      <AuditFilterBar filters={filters} actors={names.all} operations={operations} onChange={change} />
      {read.data !== undefined && entries.length === 0 && (
        <p className="muted">
          Nothing was done that these filters show. Every call that changes something, or tries to, is written
          down here.
        </p>
      )}
      {entries.length > 0 && (
        <AuditTable
          entries={entries}
          nameOf={names.of}
          onActor={(actor) => change({ actor })}
          onOperation={(operation) => change({ operation })}
        />
      )}
      {hasNextPage && (
        <button type="button" ref={end} disabled={isFetching} onClick={older}>
          {read.isFetchingNextPage ? "Reading older entries" : "Older entries"}
        </button>
      )}
    </>
  );
}
