import type { FeatureCollection, LineString } from "geojson";
import type { Box } from "../events/box";

const steps = [30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const FEWEST = 3;
/** Beyond it the projection of the map ends. */
const MOST_NORTH = 85;

/** The width of the meshes, in degrees, that puts at least a few lines across the shorter side of the box. */
export function meshOf({ west, south, east, north }: Box): number {
  const side = Math.min(Math.abs(east - west), north - south);
  return steps.find((step) => side / step >= FEWEST) ?? 0.001;
}

/** Which parallels and meridians cross the box. */
export function linesOf(box: Box): { lats: number[]; lons: number[]; mesh: number } {
  const mesh = meshOf(box);
  return {
    mesh,
    lats: between(Math.max(-MOST_NORTH, box.south), Math.min(MOST_NORTH, box.north), mesh),
    lons: between(Math.max(-180, box.west), Math.min(180, box.east), mesh),
  };
}

/** Of lines that are `gap` pixels from each other, those that have room for their names. */
export function linesWithRoom(lines: readonly number[], mesh: number, gap: number, room: number): number[] {
  const every = Math.max(1, Math.ceil(room / Math.max(1, gap)));
  return lines.filter((line) => Math.round(line / mesh) % every === 0);
}

/** `48.25° N`. */
export const degreesInWords = (degrees: number, positive: string, negative: string): string =>
  degrees === 0 ? "0°" : `${Math.abs(degrees)}° ${degrees > 0 ? positive : negative}`;

/** Meridians and parallels through the box, and a little beyond it. */
export function graticule(box: Box): FeatureCollection<LineString> {
  const mesh = meshOf(box);
  const [west, east] = [Math.max(-180, box.west - mesh), Math.min(180, box.east + mesh)];
  const [south, north] = [Math.max(-MOST_NORTH, box.south - mesh), Math.min(MOST_NORTH, box.north + mesh)];
  const lines: number[][][] = [];
  for (const lon of between(west, east, mesh))
    lines.push([
      [lon, south],
      [lon, north],
    ]);
  for (const lat of between(south, north, mesh))
    lines.push([
      [west, lat],
      [east, lat],
    ]);
  return {
    type: "FeatureCollection",
    features: lines.map((coordinates) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates },
    })),
  };
}

function between(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => Number(((first + at) * step).toFixed(6)));
}
