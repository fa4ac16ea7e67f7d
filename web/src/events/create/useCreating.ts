import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { Point } from "../../api/types";
import { readPlace } from "./place";

const NAME = "new";

type Creating = {
  /** Whether an event is being filled in, and where it is, if the address says so: `?new=48.2,16.4`. */
  isOpen: boolean;
  at: Point | null;
  open: () => void;
  close: () => void;
};

/** The form for a new event stands in the address, so that other pages can lead to it. */
export function useCreating(): Creating {
  const [params, setParams] = useSearchParams();
  const value = params.get(NAME);
  const set = useCallback(
    (next: string | null) =>
      setParams(
        (old) => {
          const changed = new URLSearchParams(old);
          if (next === null) changed.delete(NAME);
          else changed.set(NAME, next);
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    isOpen: value !== null,
    at: value === null ? null : readPlace(value),
    open: useCallback(() => set("1"), [set]),
    close: useCallback(() => set(null), [set]),
  };
}
