import { useEffect, useRef } from "react";
import type { Selection } from "./useSelection";

/** Selects everything shown, or nothing; in between it says that some are. */
export function SelectAll({ selection, count }: { selection: Selection; count: number }) {
  const box = useRef<HTMLInputElement>(null);
  const chosen = selection.events.length;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = chosen > 0 && chosen < count;
  }, [chosen, count]);
  return (
    <label>
      <input
        ref={box}
        type="checkbox"
        checked={chosen > 0 && chosen === count}
        onChange={selection.all}
        aria-label="Select all shown"
        aria-keyshortcuts="*"
        title="Select all shown (*)"
      />
    </label>
  );
}
