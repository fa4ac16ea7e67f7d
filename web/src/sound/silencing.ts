import type { Known } from "../live/known";
import type { Calls } from "./calls";

const KEY = "watchfloor.sound.silenced";

/** What was silenced on this browser while it called, and how loudly it did; what cannot be read is as if it never was. */
export function rememberedSilence(): Calls {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Map(Array.isArray(told) ? told.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

export const rememberSilence = (silenced: Calls): void =>
  localStorage.setItem(KEY, JSON.stringify([...silenced]));

/** What is over calls anew when it comes again; what is not known yet may be still going on. */
export const stillSilenced = (silenced: Calls, calls: Calls, known: Known): Calls =>
  new Map(
    [...silenced].filter(([id]) => {
      const now = calls.get(id);
      return now === undefined ? known !== "whole" : now > 0;
    }),
  );

/** Another tab of this browser silenced. */
export function onSilenceElsewhere(tell: () => void): () => void {
  const hear = ({ key }: StorageEvent) => key === KEY && tell();
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

const isEntry = (one: unknown): one is [string, 1 | 2] =>
  Array.isArray(one) && typeof one[0] === "string" && (one[1] === 1 || one[1] === 2);
