import type { Facility } from "../api/types";

/** For each facility the topmost one above it; a broken or circular chain ends at its last known link. */
export function rootsOf(facilities: readonly Facility[]): Map<string, string> {
  const parents = new Map(facilities.map((one) => [one.id, one.parentId]));
  const rootOf = (id: string): string => {
    const seen = new Set<string>([id]);
    let current = id;
    for (;;) {
      const parent = parents.get(current);
      if (parent == null || !parents.has(parent) || seen.has(parent)) return current;
      seen.add(parent);
      current = parent;
    }
  };
  return new Map(facilities.map((one) => [one.id, rootOf(one.id)]));
}
