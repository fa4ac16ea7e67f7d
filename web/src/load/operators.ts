import { useSyncExternalStore } from "react";

const KEY = "watchfloor.operators";
const MOST = 20;
const watchers = new Set<() => void>();

/** How many people share the events of this room, as this screen was told; the load is judged for each of them. */
const operators = (): number => {
  const told = Number(localStorage.getItem(KEY));
  return Number.isInteger(told) && told >= 1 && told <= MOST ? told : 1;
};

export function setOperators(count: number): void {
  localStorage.setItem(KEY, String(Math.min(MOST, Math.max(1, Math.round(count) || 1))));
  for (const tell of watchers) tell();
}

const watch = (tell: () => void) => {
  watchers.add(tell);
  return () => void watchers.delete(tell);
};

export const useOperators = (): number => useSyncExternalStore(watch, operators);
