import { type RefObject, useEffect, useState } from "react";

/** A parked pointer and a cursor left in a field stop holding after this long; any other key holds shortly. */
const POINTER_MS = 30_000;
const TYPING_MS = 30_000;
const KEY_MS = 3000;

/** True while somebody points into `area`, moves through it by keys, or types into a field. */
export function useHolding(area: RefObject<HTMLElement | null>): boolean {
  const [holding, setHolding] = useState(false);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const until = { pointer: 0, keys: 0 };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const judge = () => {
      clearTimeout(timer);
      const left = Math.max(until.pointer, until.keys) - performance.now();
      setHolding(left > 0);
      if (left > 0) timer = setTimeout(judge, left);
    };
    const hold = (by: "pointer" | "keys", milliseconds: number) => {
      until[by] = performance.now() + milliseconds;
      judge();
    };
    const point = () => hold("pointer", POINTER_MS);
    const leave = () => hold("pointer", 0);
    const key = () => hold("keys", isTyping() ? TYPING_MS : KEY_MS);
    const enterField = () => isTyping() && key();
    const leaveField = () => hold("keys", KEY_MS);
    const pointing = ["pointerenter", "pointermove", "pointerdown", "wheel"] as const;
    for (const name of pointing) element.addEventListener(name, point, { passive: true });
    element.addEventListener("pointerleave", leave);
    document.addEventListener("keydown", key);
    document.addEventListener("focusin", enterField);
    document.addEventListener("focusout", leaveField);
    return () => {
      clearTimeout(timer);
      for (const name of pointing) element.removeEventListener(name, point);
      element.removeEventListener("pointerleave", leave);
      document.removeEventListener("keydown", key);
      document.removeEventListener("focusin", enterField);
      document.removeEventListener("focusout", leaveField);
    };
  }, [area]);
  return holding;
}

const isTyping = () => document.activeElement?.matches("input:not([type=checkbox]), textarea") ?? false;
