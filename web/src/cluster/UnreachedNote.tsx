import type { Unreached } from "../api/types";
import { unreachedInWords } from "./words";

type UnreachedNoteProps = { unreached: readonly Unreached[]; now: number };

/** Silos that do not reach each other, and what comes of it; nothing where all do. */
export function UnreachedNote({ unreached, now }: UnreachedNoteProps) {
  if (unreached.length === 0) return null;
  return (
    <section className="cluster-unreached" aria-label="Silos that do not reach each other">
      <ul>
        {unreached.map((one) => (
          <li key={`${one.name}/${one.address}`}>{unreachedInWords(one, now)}</li>
        ))}
      </ul>
      <p className="muted">
        See to the network between them. Calls between them wait until it mends; if it does not within half a
        minute, one of them leaves and the others serve its grains.
      </p>
    </section>
  );
}
