/** As long as a wish whose fate is unknown may be repeated under its key. */
const UNSETTLED_MS = 600_000;

type Intent = { key: string; since: number };

const unsettled = new Map<string, Intent>();

/**
 * The `Idempotency-Key` of a wish. While its fate is unknown, because no answer came or the server failed, the same
 * wish keeps its key: whoever presses the button again gets it done once. Another wish, or the same one after an
 * answer, gets another key.
 */
export function intentKey(wish: string, now: number): string {
  for (const [old, { since }] of unsettled) if (now - since > UNSETTLED_MS) unsettled.delete(old);
  const known = unsettled.get(wish);
  if (known !== undefined) return known.key;
  const key = randomKey();
  unsettled.set(wish, { key, since: now });
  return key;
}

/** The server decided on it, one way or the other. */
export const settle = (wish: string): void => void unsettled.delete(wish);

/** `randomUUID` exists on HTTPS and loopback only. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
