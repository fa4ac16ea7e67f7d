import { useMemo } from "react";
import type { Facets } from "../../api/types";
import { useKnowsAllOpen, useLiveEvents } from "../../live/LiveProvider";
import { severities, statuses } from "../../severity/severity";
import type { Filters } from "../filters";
import { passer } from "../passes";
import { useLooker } from "../useLooker";
import { useFacets } from "./useFacets";

type Counts = { status: Record<string, number | string>; severity: Record<string, number | string> };

/** How many events each switch would show: of open ones from the live stream, else as the server counts them. */
export function useSwitchCounts(filters: Filters): Counts {
  const live = useLiveEvents();
  const looker = useLooker();
  const knowsAllOpen = useKnowsAllOpen();
  const isRead = filters.statuses.includes("closed") || !knowsAllOpen;
  const byStatus = useCurrent({ ...filters, statuses }, isRead);
  const bySeverity = useCurrent({ ...filters, severities: [] }, isRead);
  return useMemo(() => {
    if (isRead) return { status: told(byStatus, "status"), severity: told(bySeverity, "severity") };
    const open = passer({ ...filters, statuses: [], severities: [] }, looker);
    const ofStatus = passer({ ...filters, severities: [] }, looker);
    const ofSeverity = passer({ ...filters, statuses: [] }, looker);
    const counts: { status: Record<string, number>; severity: Record<string, number> } = {
      status: { new: 0, acknowledged: 0, in_progress: 0, resolved: 0 },
      severity: { critical: 0, high: 0, medium: 0, low: 0 },
    };
    for (const event of live) {
      if (!open(event)) continue;
      if (ofSeverity(event)) counts.status[event.status] = (counts.status[event.status] ?? 0) + 1;
      if (ofStatus(event)) counts.severity[event.severity] = (counts.severity[event.severity] ?? 0) + 1;
    }
    return counts;
  }, [isRead, byStatus, bySeverity, live, filters, looker]);
}

/** The list beside it is live. */
const OFTEN_MS = 5000;

/** What the server counts for these filters; nothing while it is known for others alone. */
function useCurrent(filters: Filters, needed: boolean): Facets | undefined {
  const { data, isOld } = useFacets(filters, needed, OFTEN_MS);
  return isOld ? undefined : data;
}

/** Where not everything was counted, the figures are lower bounds and say so. */
function told(facets: Facets | undefined, of: "status" | "severity"): Record<string, number | string> {
  if (facets === undefined) return {};
  const words: readonly string[] = of === "status" ? statuses : severities;
  const bound = facets.isComplete ? "" : "+";
  return Object.fromEntries(words.map((word) => [word, `${facets[of][word] ?? 0}${bound}`]));
}
