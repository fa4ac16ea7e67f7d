/** The order shown, and the ids that wait until nobody points or types. */
export type Held = { order: readonly string[]; waiting: readonly string[] };

const none: ReadonlySet<string> = new Set();

/**
 * While somebody points or types, rows keep their places: known ones stay even when they moved or left, and new ones
 * wait, but for those that were asked for by scrolling (`read`): they go to the end. Otherwise the new order is shown
 * as it is.
 */
export function hold(
  shown: readonly string[],
  next: readonly string[],
  holding: boolean,
  read: ReadonlySet<string> = none,
): Held {
  if (!holding || shown.length === 0) return { order: next, waiting: [] };
  const known = new Set(shown);
  const fresh = next.filter((id) => !known.has(id));
  const more = fresh.filter((id) => read.has(id));
  return {
    order: more.length === 0 ? shown : [...shown, ...more],
    waiting: fresh.filter((id) => !read.has(id)),
  };
}
