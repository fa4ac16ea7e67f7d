import { useSyncExternalStore } from "react";

let offset = 0;

/** Takes the server's clock as the truth: countdowns stay right on a machine whose clock is wrong. */
export function hearServerTime(at: string, receivedAt: number): void {
  const heard = Date.parse(at);
  if (!Number.isNaN(heard)) offset = heard - receivedAt;
}

/** Milliseconds since the epoch by the server's clock. */
export const serverNow = (): number => Date.now() + offset;

/** What the server's clock showed at a moment of this machine. */
export const serverTimeOf = (moment: number): number => moment + offset;

const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = 0;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    tick += 1;
    for (const wake of watchers) wake();
  }, 500);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Renders again with each passing second and returns the server's time, cut to the second. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => Math.floor(serverNow() / 1000) * 1000);
}

/** Renders again twice a second, for what is measured on this machine alone. */
export function useTick(): number {
  return useSyncExternalStore(watch, () => tick);
}
