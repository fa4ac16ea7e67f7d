import { expect, test } from "vitest";
import { boxOf } from "../../src/events/box";
import { boxAround, writeBox } from "../../src/map/box";
import { degreesInWords, graticule, linesOf, linesWithRoom, meshOf } from "../../src/map/graticule";
import { flatRing } from "../../src/map/landRings";
import { namesWithRoom } from "../../src/map/names";
import { areaShape } from "../../src/map/shapes";
import { coordinates, distanceInWords, offset, sketchOf, windOf } from "../../src/map/sketch";
import { aFacility } from "../aFacility";

test("a box in the address is the box that was written", () => {
  const box = { west: 16.123456, south: 48.1, east: 16.5, north: 48.3 };
  expect(writeBox(box)).toBe("16.12346,48.1,16.5,48.3");
  expect(boxOf(writeBox(box))).toEqual({ ...box, west: 16.12346 });
});

test("the box around points holds them all, and around none there is none", () => {
  expect(
    boxAround([
      { lat: 1, lon: 2 },
      { lat: -3, lon: 5 },
    ]),
  ).toEqual({ west: 2, south: -3, east: 5, north: 1 });
  expect(boxAround([])).toBeNull();
});

test.each([
  [{ west: -170, east: 180, south: -55, north: 75 }, 30],
  [{ west: 16.2, east: 16.6, south: 48.1, north: 48.3 }, 0.05],
  [{ west: 16.2, east: 16.2001, south: 48.1, north: 48.1001 }, 0.001],
])("the net of %j has meshes of %d degrees", (box, mesh) => expect(meshOf(box)).toBe(mesh));

test("the net covers the box and ends where the map does", () => {
  const lines = graticule({ west: -180, south: -90, east: 180, north: 90 }).features.map(
    ({ geometry }) => geometry.coordinates,
  );
  const [lons, lats] = [lines.flat().map(([lon = 0]) => lon), lines.flat().map(([, lat = 0]) => lat)];
  expect([Math.min(...lons), Math.max(...lons)]).toEqual([-180, 180]);
  expect([Math.min(...lats), Math.max(...lats)]).toEqual([-85, 85]);
});

test("the lines in view are told in degrees", () => {
  const { lats, lons } = linesOf({ west: -0.29, east: 0.26, south: 48.09, north: 48.31 });
  expect(lats.map((lat) => degreesInWords(lat, "N", "S"))).toEqual([
    "48.1° N",
    "48.15° N",
    "48.2° N",
    "48.25° N",
    "48.3° N",
  ]);
  expect(lons.slice(4, 7).map((lon) => degreesInWords(lon, "E", "W"))).toEqual(["0.05° W", "0°", "0.05° E"]);
});

test("where lines are near each other every other one is named, always the same ones", () => {
  expect(linesWithRoom([16.1, 16.15, 16.2, 16.25], 0.05, 40, 76)).toEqual([16.1, 16.2]);
  expect(linesWithRoom([16.15, 16.2, 16.25, 16.3], 0.05, 40, 76)).toEqual([16.2, 16.3]);
  expect(linesWithRoom([10, 20], 10, 200, 76)).toEqual([10, 20]);
});

test("an area across the 180th meridian is drawn in one piece", () => {
  const [shape] = areaShape({ west: 170, south: -5, east: -170, north: 5 }).features;
  const line = shape?.geometry.type === "LineString" ? shape.geometry.coordinates : [];
  expect(line.map(([lon]) => lon)).toEqual([170, 190, 190, 170, 170]);
});

test("of names that cover each other the first is shown", () => {
  const names = [
    { name: "Riverside", pixel: { x: 0, y: 0 } },
    { name: "Harbour", pixel: { x: 20, y: 5 } },
    { name: "Hilltop", pixel: { x: 20, y: 40 } },
  ];
  expect(namesWithRoom(names).map(({ name }) => name)).toEqual(["Riverside", "Hilltop"]);
});

test("the sketch tells how far and where the nearest facility is", () => {
  const here = { lat: 48, lon: 16 };
  const facilities = [
    aFacility({ id: "far", location: { lat: 48.2, lon: 16 } }),
    aFacility({ id: "near", location: { lat: 48, lon: 16.01 } }),
    aFacility({ id: "abroad", location: { lat: 10, lon: 16 } }),
    aFacility({ id: "nowhere" }),
  ];
  const { neighbours, reach, scale } = sketchOf(here, facilities);
  expect(neighbours.map(({ id }) => id)).toEqual(["near", "far"]);
  expect(neighbours.map(({ metres }) => distanceInWords(metres))).toEqual(["740 m", "22 km"]);
  expect(neighbours.map(windOf)).toEqual(["east", "north"]);
  expect(reach).toBeGreaterThan(22_000);
  expect(scale).toBe(10_000);
  expect(sketchOf(here, []).scale).toBe(500);
});

test("a place across the 180th meridian is near", () => {
  expect(offset({ lat: 0, lon: 179.99 }, { lat: 0, lon: -179.99 }).east).toBeCloseTo(2224, 0);
});

test("coordinates are told to about a metre", () => {
  expect(coordinates({ lat: 48.2, lon: 16.4000049 })).toBe("48.20000, 16.40000");
});

test("a ring across the 180th meridian goes on beyond it, and comes back", () => {
  const ring = [
    [170, 60],
    [-175, 62],
    [-170, 66],
    [175, 68],
    [170, 60],
  ];
  expect(flatRing(ring).map(([lon]) => lon)).toEqual([170, 185, 190, 175, 170]);
});

test("a ring around the pole is closed along the lower edge", () => {
  const ring = [
    [-100, -70],
    [20, -75],
    [140, -72],
    [-100, -70],
  ];
  expect(flatRing(ring)).toEqual([
    [-100, -70],
    [20, -75],
    [140, -72],
    [260, -70],
    [260, -90],
    [-100, -90],
    [-100, -70],
  ]);
});

test("any other ring is as it was", () => {
  const ring = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 0],
  ];
  expect(flatRing(ring)).toEqual(ring);
});
