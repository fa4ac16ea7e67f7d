import { type RefObject, useEffect, useState } from "react";

/** A parked pointer stops holding after this long; a key press holds shortly. */
const POINTER_MS = 30_000;
const KEY_MS = 3000;

/** True while somebody points into `area`, moves through it by keys, or types into a field. */
export function useHolding(area: RefObject<HTMLElement | null>): boolean {
  const [holding, setHolding] = useState(false);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const release = () => {
      clearTimeout(timer);
      setHolding(isTyping());
    };
    const holdFor = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(release, milliseconds);
      setHolding(true);
    };
    const point = () => holdFor(POINTER_MS);
    const key = () => holdFor(KEY_MS);
    const pointing = ["pointerenter", "pointermove", "pointerdown", "wheel"] as const;
    for (const name of pointing) element.addEventListener(name, point, { passive: true });
    element.addEventListener("pointerleave", release);
    document.addEventListener("keydown", key);
    document.addEventListener("focusin", release);
    document.addEventListener("focusout", key);
    return () => {
      clearTimeout(timer);
      for (const name of pointing) element.removeEventListener(name, point);
      element.removeEventListener("pointerleave", release);
      document.removeEventListener("keydown", key);
      document.removeEventListener("focusin", release);
      document.removeEventListener("focusout", key);
    };
  }, [area]);
  return holding;
}

const isTyping = () => document.activeElement?.matches("input:not([type=checkbox]), textarea") ?? false;
