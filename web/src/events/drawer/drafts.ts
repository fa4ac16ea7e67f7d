import { useCallback, useSyncExternalStore } from "react";
import { useMe } from "../../signin/session";

const texts = new Map<string, string>();
const listeners = new Set<() => void>();

function keep(key: string, text: string): void {
  if (text === "") texts.delete(key);
  else texts.set(key, text);
  for (const tell of listeners) tell();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What who is signed in began to write about an event; stays while other events are looked at, until the page is left. */
export function useCommentDraft(eventId: string): [string, (text: string) => void] {
  const key = `${useMe()?.id ?? ""}/${eventId}`;
  const text = useSyncExternalStore(subscribe, () => texts.get(key) ?? "");
  return [text, useCallback((next) => keep(key, next), [key])];
}
