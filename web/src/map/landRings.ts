import type { Feature, FeatureCollection, Polygon, Position } from "geojson";

/**
 * Pieces of land for a flat map. The data thinks of a globe, where a ring may cross the 180th meridian and one goes
 * around the south pole; flat, the first goes on beyond it, and the second is closed along the lower edge.
 */
export function flatLand(shape: Feature | FeatureCollection): Feature<Polygon>[] {
  const features = shape.type === "FeatureCollection" ? shape.features : [shape];
  return features.flatMap(({ geometry }) => {
    const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    return parts.map((rings) => ({
      type: "Feature" as const,
      properties: {},
      geometry: { type: "Polygon" as const, coordinates: rings.map(flatRing) },
    }));
  });
}

/** The ring without jumps from one side of the map to the other. */
export function flatRing(ring: readonly Position[]): Position[] {
  let turn = 0;
  let before: number | null = null;
  const flat = ring.map(([lon = 0, lat = 0]) => {
    if (before !== null && lon - before > 180) turn -= 360;
    if (before !== null && lon - before < -180) turn += 360;
    before = lon;
    return [lon + turn, lat];
  });
  const [first, last] = [flat[0], flat.at(-1)];
  if (turn === 0 || first === undefined || last === undefined) return flat;
  return [...flat, [last[0] ?? 0, -90], [first[0] ?? 0, -90], first];
}
