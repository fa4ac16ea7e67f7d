import { useActor } from "./useActors";

/** A person or key by its name of today; who left has none any more, and the id is what is left to follow. */
export function Actor({ id }: { id: string }) {
  const { name, left } = useActor(id);
  return name === null ? <span title={id}>{left ? "somebody who left" : "somebody"}</span> : name;
}
