import { type RefObject, useMemo, useState } from "react";
import { hold } from "../events/list/hold";
import { useHolding } from "../events/list/useHolding";

export type HeldRow<T> = { key: string; row: T; isGone: boolean };

type Shown<T> = { question: unknown; order: readonly string[]; rows: ReadonlyMap<string, T> };

/**
 * Rows that keep their places while somebody points into `area` or moves by keys: what left stays and says so, what is new
 * waits. Another `question` is a wish for other rows, at once; and where nothing is left there is nothing to hold.
 */
export function useHeld<T>(
  area: RefObject<HTMLElement | null>,
  rows: readonly T[],
  keyOf: (row: T) => string,
  question: unknown,
): { rows: readonly HeldRow<T>[]; waiting: number } {
  const byKey = useMemo(() => new Map(rows.map((row) => [keyOf(row), row])), [rows, keyOf]);
  const next = useMemo(() => [...byKey.keys()], [byKey]);
  const [shown, setShown] = useState<Shown<T>>({ question, order: next, rows: byKey });
  const isHolding = useHolding(area) && shown.question === question && next.length > 0;
  const held = useMemo(() => hold(shown.order, next, isHolding), [shown.order, next, isHolding]);
  if (held.order === next && shown.order !== next) setShown({ question, order: next, rows: byKey });

  return useMemo(
    () => ({
      waiting: held.waiting.length,
      rows: held.order.flatMap((key) => {
        const row = byKey.get(key) ?? shown.rows.get(key);
        return row === undefined ? [] : [{ key, row, isGone: !byKey.has(key) }];
      }),
    }),
    [held, byKey, shown.rows],
  );
}
