import { type RefObject, useEffect, useRef } from "react";

const fields = "input, textarea, select";

/** Gives the focus to an element when it appears, or to the first field in it. */
export function useFocusOnce<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const here = element.current;
    (here?.querySelector<HTMLElement>(fields) ?? here)?.focus();
  }, []);
  return element;
}
