import { expect, test } from "vitest";
import type { Point } from "../../src/api/types";
import { type Cluster, clustersOf, isOneSpot } from "../../src/map/clusters";
import { placed } from "../../src/map/placed";
import { aFacility } from "../aFacility";
import { anEvent, at } from "../anEvent";

const project = ({ lat, lon }: Point) => ({ x: lon * 100, y: -lat * 100 });
const event = (id: string, lon: number, some = {}) => ({
  event: anEvent({ id, ...some }),
  at: { lat: 0, lon },
});
const ids = (clusters: readonly Cluster[]) =>
  clusters.map((one) => one.events.map(({ event: { id } }) => id));

test("what would overlap is one sign where the most urgent one stands, and what would not is two", () => {
  const clusters = clustersOf([event("a", 0), event("b", 0.1), event("c", 1), event("d", 0.39)], project, 40);
  expect(ids(clusters)).toEqual([["a", "b", "d"], ["c"]]);
  expect(clusters[0]?.at).toEqual({ lat: 0, lon: 0 });
});

test("an event joins the nearest sign, also across the cells in which they are looked up", () => {
  const clusters = clustersOf([event("a", 0.39), event("b", 0.81), event("c", 0.43)], project, 40);
  expect(ids(clusters)).toEqual([["a", "c"], ["b"]]);
});

test("a crowd looks like the worst of it and counts who waits", () => {
  const [crowd] = clustersOf(
    [
      event("a", 0, { severity: "medium" }),
      event("b", 0, { severity: "critical", status: "acknowledged", acknowledgedAt: at(1) }),
      event("c", 0, { severity: "low" }),
    ],
    project,
    40,
  );
  expect(crowd).toMatchObject({ worst: "critical", call: "steady", calling: 2 });
});

test("ten thousand events at one place are one crowd that no zoom parts", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => event(`${index}`, 5));
  const clusters = clustersOf(many, project, 40);
  expect(clusters).toHaveLength(1);
  expect(clusters.map(isOneSpot)).toEqual([true]);
  expect(clustersOf([event("a", 0), event("b", 0.1)], project, 40).map(isOneSpot)).toEqual([false]);
});

test("an event is where it says, else where its facility is, else nowhere", () => {
  const home = { lat: 48, lon: 16 };
  const own = { lat: 47, lon: 15 };
  const all = [
    anEvent({ id: "own", facilityId: "pump", location: own }),
    anEvent({ id: "home", facilityId: "pump" }),
    anEvent({ id: "lost", facilityId: "unplaced" }),
    anEvent({ id: "free" }),
  ];
  const found = placed(all, [aFacility({ id: "pump", location: home }), aFacility({ id: "unplaced" })]);
  expect(found.placed.map((one) => [one.event.id, one.at])).toEqual([
    ["own", own],
    ["home", home],
  ]);
  expect(found.nowhere.map(({ id }) => id)).toEqual(["lost", "free"]);
});
