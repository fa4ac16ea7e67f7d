import type { Facility, Point } from "../api/types";

const EARTH_RADIUS_M = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres to the east and to the north of `from`; good for the few kilometres of a sketch. */
export function offset(from: Point, to: Point): { east: number; north: number } {
  const turn = ((to.lon - from.lon + 540) % 360) - 180;
  return {
    east: radians(turn) * EARTH_RADIUS_M * Math.cos(radians((from.lat + to.lat) / 2)),
    north: radians(to.lat - from.lat) * EARTH_RADIUS_M,
  };
}

export type Neighbour = { id: string; name: string; east: number; north: number; metres: number };
export type Sketch = {
  /** Metres from the middle to the upper edge. */
  reach: number;
  neighbours: Neighbour[];
  /** A round length for the scale, in metres, about a third of the reach. */
  scale: number;
};

const MOST = 5;
const NEAREST_REACH = 500;
const FARTHEST = 50_000;

/** What lies around a point: the nearest facilities, and how far the drawing reaches so that the first of them are in it. */
export function sketchOf(at: Point, facilities: readonly Facility[]): Sketch {
  const neighbours = facilities
    .flatMap(({ id, name, location }) => {
      if (location === null) return [];
      const { east, north } = offset(at, location);
      return [{ id, name, east, north, metres: Math.hypot(east, north) }];
    })
    .filter(({ metres }) => metres <= FARTHEST)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, MOST);
  const third = neighbours[Math.min(2, neighbours.length - 1)];
  const reach = Math.max(NEAREST_REACH, (third?.metres ?? 1000) * 1.15);
  return { reach, neighbours, scale: roundLength(reach / 2) };
}

function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power;
}

/** `80 m`, `1.4 km`, `12 km`. */
export function distanceInWords(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  const km = metres / 1000;
  return `${km < 10 ? Number(km.toFixed(1)) : Math.round(km)} km`;
}

const winds = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/** Where one lies from the other: `north-east`. */
export const windOf = ({ east, north }: { east: number; north: number }): string =>
  winds[Math.round((Math.atan2(east, north) / Math.PI) * 4 + 8) % 8] ?? "north";

/** Coordinates as one reads them out: five decimals are about a metre. */
export const coordinates = ({ lat, lon }: Point): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
