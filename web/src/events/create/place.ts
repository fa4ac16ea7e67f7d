import type { Point } from "../../api/types";

/** Reads `48.2289, 16.4089`; null where it is no place on earth. */
export function readPlace(text: string): Point | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "");
  const [lat, lon] = parts.map(Number);
  if (parts.length !== 2 || lat === undefined || lon === undefined) return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export const wordsOfPlace = ({ lat, lon }: Point): string => `${lat}, ${lon}`;
