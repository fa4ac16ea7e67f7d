import { useState } from "react";
import type { Answer } from "../api/http";

export type Draft<T> = {
  value: T;
  /** The version that the draft began from. */
  etag: string | null;
  dirty: boolean;
  edit: (some: Partial<T>) => void;
  /** Forgets the edits: the draft is what the server said last. */
  takeTheirs: () => void;
  /** Keeps the edits and puts them on top of what the server said last. */
  keepMine: () => Answer<T>;
  /** The edits are with the server, which answered this. */
  saved: (answer: Answer<T>) => void;
};

/**
 * Edits on top of what was read. Without edits it follows the server; with edits it stays at the version it began
 * from, so that the server can tell when somebody else was faster.
 */
export function useDraft<T extends object>(latest: Answer<T>): Draft<T> {
  const [base, setBase] = useState(latest);
  const [edits, setEdits] = useState<Partial<T>>({});
  const dirty = changed(base.value, edits);
  if (!dirty && base !== latest) setBase(latest);
  return {
    value: { ...base.value, ...edits },
    etag: base.etag,
    dirty,
    edit: (some) => setEdits((before) => ({ ...before, ...some })),
    takeTheirs: () => {
      setEdits({});
      setBase(latest);
    },
    keepMine: () => {
      setBase(latest);
      return { value: { ...latest.value, ...edits }, etag: latest.etag };
    },
    saved: (answer) => {
      setEdits({});
      setBase(answer);
    },
  };
}

const changed = <T extends object>(base: T, edits: Partial<T>): boolean =>
  (Object.keys(edits) as (keyof T)[]).some((name) => edits[name] !== base[name]);
