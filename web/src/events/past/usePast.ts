import { useCallback } from "react";
import { useSearchParams } from "react-router";

const NAME = "at";

/** The instant at which the open event is shown, null for now; it lives in the address. */
export function usePast(): [string | null, (at: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const show = useCallback(
    (at: string | null) =>
      setParams((old) => new URLSearchParams(searchAt(`?${old}`, at)), { replace: true }),
    [setParams],
  );
  return [params.get(NAME), show];
}

/** The query of an address, with another instant or none. */
export function searchAt(search: string, at: string | null): string {
  const params = new URLSearchParams(search);
  if (at === null) params.delete(NAME);
  else params.set(NAME, at);
  return params.size === 0 ? "" : `?${params}`;
}
