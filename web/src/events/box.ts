import type { Point } from "../api/types";

/** A part of the map, in degrees; where west is greater than east it crosses the 180th meridian. */
export type Box = { west: number; south: number; east: number; north: number };

/** Reads `minLon,minLat,maxLon,maxLat`; null where it is none. */
export function boxOf(text: string): Box | null {
  const parts = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || west === undefined || south === undefined) return null;
  if (east === undefined || north === undefined || parts.some((part) => !Number.isFinite(part))) return null;
  const onEarth = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90;
  return onEarth && south <= north ? { west, south, east, north } : null;
}

export function isIn({ west, south, east, north }: Box, { lat, lon }: Point): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}
