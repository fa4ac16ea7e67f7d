import { expect, test } from "vitest";
import { lookInWords, lookOf } from "../../src/annunciator/look";
import { OTHER, panelOf, tiledCategories } from "../../src/annunciator/panel";
import { placesWith, rememberedPlaces, rememberPlaces } from "../../src/annunciator/places";
import type { EventView } from "../../src/api/types";
import { aFacility } from "../aFacility";
import { anEvent, at } from "../anEvent";

const shelved = { by: "ana", reason: "valve stuck", since: at(0), until: at(60), oneShot: false };
const itself = (id: string) => id;
const panel = (events: EventView[], places: string[], categories: string[]) =>
  panelOf(events, [aFacility({ id: "north" }), aFacility({ id: "south" })], places, categories, itself);

test("a tile goes through the sequence: it calls, is taken, or went away unseen, and is grey again", () => {
  const event = anEvent({ id: "a", severity: "critical" });
  const taken = { ...event, status: "acknowledged" as const, acknowledgedAt: at(1) };
  const sequence: [EventView, string][] = [
    [event, "calling"],
    [taken, "taken"],
    [{ ...event, status: "resolved" }, "returned"],
    [{ ...taken, status: "resolved" }, "normal"],
    [{ ...event, status: "closed" }, "normal"],
  ];
  for (const [one, state] of sequence) {
    const [tile] = panel([{ ...one, facilityId: "north" }], ["north"], ["pressure"]);
    expect(tile?.state).toBe(state);
    expect(tile?.tiles[0]?.state).toBe(state);
  }
});

test("what calls is shown before what is taken, however bad that is", () => {
  const look = lookOf([
    anEvent({ id: "a", severity: "critical", status: "acknowledged" }),
    anEvent({ id: "b", severity: "low" }),
  ]);
  expect(look).toEqual({ state: "calling", severity: "low", count: 2 });
  expect(lookInWords(look)).toBe("2 unacknowledged, worst low");
});

test("what is set aside calls on no tile, and is counted", () => {
  const [tile] = panel([anEvent({ id: "a", facilityId: "north", shelved })], ["north"], ["pressure"]);
  expect(tile).toMatchObject({ state: "normal", count: 0, aside: 1 });
});

test("each facility has a tile per category, in the same places, and others share the last one", () => {
  const tiles = panel(
    [
      anEvent({ id: "a", facilityId: "south", category: "flow" }),
      anEvent({ id: "b", facilityId: "south", category: "rare" }),
      anEvent({ id: "c", category: "pressure" }),
    ],
    ["", "north", "south"],
    ["pressure", "flow", OTHER],
  );
  expect(tiles.map((tile) => tile?.tiles.map(({ state }) => state))).toEqual([
    ["calling", "normal", "normal"],
    ["normal", "normal", "normal"],
    ["normal", "calling", "calling"],
  ]);
});

test("a facility that was taken away leaves its place empty", () => {
  expect(panel([], ["gone", "north"], []).map((tile) => tile?.facility?.id)).toEqual([undefined, "north"]);
});

test("what is new comes behind, whatever it is called, and nothing moves when something goes", () => {
  expect(placesWith(["b", "c"], ["a", "c"])).toEqual(["b", "c", "a"]);
  rememberPlaces("here", ["b", "c"]);
  expect(rememberedPlaces("here")).toEqual(["b", "c"]);
  localStorage.setItem("here", "{broken");
  expect(rememberedPlaces("here")).toEqual([]);
});

test("more categories than there is room for share one tile, and those that had one keep it", () => {
  const many = Array.from({ length: 14 }, (_, index) => `c${index}`);
  expect(tiledCategories(many)).toEqual([...many.slice(0, 11), OTHER]);
  expect(tiledCategories(many.slice(0, 11))).toEqual(many.slice(0, 11));
});
