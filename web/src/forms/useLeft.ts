import { type RefObject, useEffect } from "react";

/** Calls back when somebody turns to another part of the page, by pointer or by focus, while `open`. */
export function useLeft(part: RefObject<HTMLElement | null>, open: boolean, onLeft: () => void): void {
  useEffect(() => {
    if (!open) return;
    const look = ({ target }: Event) => {
      if (target instanceof Node && !part.current?.contains(target)) onLeft();
    };
    document.addEventListener("pointerdown", look);
    document.addEventListener("focusin", look);
    return () => {
      document.removeEventListener("pointerdown", look);
      document.removeEventListener("focusin", look);
    };
  }, [part, open, onLeft]);
}
