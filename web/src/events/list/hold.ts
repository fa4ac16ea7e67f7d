/** The order shown, and the ids that wait until nobody points or types. */
export type Held = { order: readonly string[]; waiting: readonly string[] };

/**
 * While somebody points or types, rows keep their places: known ones stay even when they moved or left, new ones
 * wait. Otherwise the new order is shown as it is.
 */
export function hold(shown: readonly string[], next: readonly string[], holding: boolean): Held {
  if (!holding || shown.length === 0) return { order: next, waiting: [] };
  const known = new Set(shown);
  return { order: shown, waiting: next.filter((id) => !known.has(id)) };
}
