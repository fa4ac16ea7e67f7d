import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to the first field within an element when it appears. */
export function useFocusHere(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []);
  return element;
}
