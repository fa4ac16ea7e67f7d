import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { keyReader } from "./keymap";

/** What a part of the page does on keys; an action that returns false leaves its key to others. */
export type Bindings = Record<string, () => unknown>;

type Part = { bindings: { current: Bindings }; modal: boolean };

const PartsContext = createContext<Set<Part> | null>(null);

/** Listens for keys once and gives each to the part that knows it; while a modal part is there, to it alone. */
export function KeyProvider({ children }: { children: ReactNode }) {
  const [parts] = useState(() => new Set<Part>());
  useEffect(() => {
    const read = keyReader(() => performance.now());
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat && event.key !== "j" && event.key !== "k")) return;
      const name = read(event);
      if (name === null) return;
      const modal = [...parts].filter((part) => part.modal);
      for (const { bindings } of modal.length > 0 ? modal : parts) {
        const act = bindings.current[name];
        if (act === undefined || act() === false) continue;
        event.preventDefault();
        return;
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [parts]);
  return <PartsContext value={parts}>{children}</PartsContext>;
}

/** Binds keys while the calling component is on the page. Children bind before their parents and win. */
export function useKeys(own: Bindings, modal = false): void {
  const parts = useContext(PartsContext);
  const bindings = useRef(own);
  useEffect(() => {
    bindings.current = own;
  });
  useEffect(() => {
    const part = { bindings, modal };
    parts?.add(part);
    return () => void parts?.delete(part);
  }, [parts, modal]);
}
