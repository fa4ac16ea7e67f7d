import { searchAt } from "./past/usePast";

/** The query of the list alone: without the instant that one event is looked at, and without a form that is open. */
export function listSearch(search: string): string {
  const params = new URLSearchParams(searchAt(search, null));
  params.delete("new");
  return params.size === 0 ? "" : `?${params}`;
}
