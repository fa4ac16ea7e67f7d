const LONGEST_MS = 3000;

/** How long to wait before the next try; spread out, so that a hundred walls do not return at once. */
export function backoff(failures: number, random: () => number, longest = LONGEST_MS): number {
  const ceiling = Math.min(longest, 250 * 2 ** Math.min(failures, 10));
  return ceiling * (0.5 + random() / 2);
}
