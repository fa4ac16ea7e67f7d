import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Filters, readFilters, writeFilters } from "./filters";
import { searchAt } from "./past/usePast";

/** The filters of the address, and a way to change some of them. Back undoes a change; a search is one, letter by letter. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, setParams] = useSearchParams();
  // What else stands in the address changes no filter: the list stays as it is.
  const written = writeFilters(readFilters(params)).toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(written)), [written]);
  const change = useCallback(
    (some: Partial<Filters>) => {
      // Two changes may come before the page shows the first one.
      const now = new URLSearchParams(window.location.search);
      const before = readFilters(now);
      const next = writeFilters({ ...before, ...some });
      if (next.toString() === writeFilters(before).toString()) return;
      setParams(new URLSearchParams(searchAt(`?${next}`, now.get("at"))), {
        replace: isMoreOf(before.text, some),
      });
    },
    [setParams],
  );
  return [filters, change];
}

/** Whether words are searched already, and others take their place. */
const isMoreOf = (before: string, { text, ...others }: Partial<Filters>): boolean =>
  before !== "" && text !== undefined && Object.keys(others).length === 0;
