import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Filters, readFilters, writeFilters } from "./filters";
import { searchAt } from "./past/usePast";

/** The filters of the address, and a way to change some of them. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, setParams] = useSearchParams();
  // What else stands in the address changes no filter: the list stays as it is.
  const written = writeFilters(readFilters(params)).toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(written)), [written]);
  const change = useCallback(
    (some: Partial<Filters>) =>
      setParams(
        (old) => new URLSearchParams(searchAt(`?${writeFilters({ ...filters, ...some })}`, old.get("at"))),
        { replace: true },
      ),
    [filters, setParams],
  );
  return [filters, change];
}
