/** The session is over, or its role is not what the page believes. */
export type Doubt = "signed-out" | "forbidden";

const listeners = new Set<(doubt: Doubt) => void>();

/** Calls `listener` whenever an answer says that nobody is signed in, or that somebody may not do what was offered. */
export function onDoubt(listener: (doubt: Doubt) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellDoubt(status: number): void {
  if (status !== 401 && status !== 403) return;
  for (const tell of listeners) tell(status === 401 ? "signed-out" : "forbidden");
}
