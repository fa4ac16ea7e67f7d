import type { FeatureCollection, Geometry } from "geojson";
import type { Facility } from "../api/types";
import type { Box } from "../events/box";

const collect = (geometries: Geometry[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: geometries.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
});

/** A point for each facility that says where it is. */
export const facilityShapes = (facilities: readonly Facility[]): FeatureCollection =>
  collect(
    facilities.flatMap(({ location }) =>
      location === null ? [] : [{ type: "Point" as const, coordinates: [location.lon, location.lat] }],
    ),
  );

/** The outline of the area that is searched. */
export function areaShape(box: Box | null): FeatureCollection {
  if (box === null) return collect([]);
  const { west, south, north } = box;
  const east = west <= box.east ? box.east : box.east + 360;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return collect([{ type: "LineString", coordinates: ring }]);
}
