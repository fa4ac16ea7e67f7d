import type { Point } from "../api/types";
import type { Box } from "../events/box";

/** As the API takes it. Five decimals are about a metre. */
export const writeBox = ({ west, south, east, north }: Box): string =>
  [west, south, east, north].map((degrees) => Number(degrees.toFixed(5))).join(",");

/** The smallest box around all points; null for none. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const { lat, lon } of points) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** What is shown where nothing has a place yet: the whole inhabited earth. */
export const wholeEarth: Box = { west: -170, south: -55, east: 180, north: 75 };
