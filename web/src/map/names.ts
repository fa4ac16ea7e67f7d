import type { Pixel } from "./clusters";

/** About as wide as a letter of a name, and as high as a line with what is around it. */
const LETTER = 7;
const LINE = 20;
const MOST = 80;

/** Those whose names do not cover an earlier one, in their order. */
export function namesWithRoom<T extends { name: string; pixel: Pixel }>(candidates: readonly T[]): T[] {
  const taken: { x: number; y: number; half: number }[] = [];
  const shown: T[] = [];
  for (const one of candidates) {
    const half = (one.name.length * LETTER) / 2;
    const { x, y } = one.pixel;
    if (taken.some((other) => Math.abs(other.y - y) < LINE && Math.abs(other.x - x) < other.half + half))
      continue;
    taken.push({ x, y, half });
    shown.push(one);
    if (shown.length === MOST) break;
  }
  return shown;
}
