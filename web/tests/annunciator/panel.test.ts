import { expect, test } from "vitest";
import { lookInWords, lookOf } from "../../src/annunciator/look";
import { OTHER, panelOf, tiledCategories, unheard } from "../../src/annunciator/panel";
import { placesWith, rememberedPlaces, rememberPlaces } from "../../src/annunciator/places";
import type { EventView } from "../../src/api/types";
import { ITSELF } from "../../src/severity/severity";
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
    [{ ...event, status: "resolved", resolvedBy: ITSELF }, "returned"],
    [{ ...event, status: "resolved", resolvedBy: "user-ana" }, "normal"],
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
  expect(look).toEqual({ state: "calling", severity: "low", count: 2, leading: 1 });
  expect(lookInWords(look)).toBe("1 unacknowledged, worst low, 2 in all");
});

test("what is set aside calls on no tile, and is counted", () => {
  const [tile] = panel([anEvent({ id: "a", facilityId: "north", shelved })], ["north"], ["pressure"]);
  expect(tile).toMatchObject({ state: "normal", count: 0, aside: 1 });
});

test("what was not seen often enough is not taken: it calls nobody", () => {
  const gathering = { seen: 1, count: 3, within: "PT5M" };
  const [tile] = panel([anEvent({ id: "a", facilityId: "north", gathering })], ["north"], ["pressure"]);
  expect(tile).toMatchObject({ state: "normal", count: 0, aside: 1 });
});

test("what belongs to a facility that is not known stands where what belongs to none does", () => {
  const lost = anEvent({ id: "a", facilityId: "removed" });
  expect(panel([lost], ["", "north"], [])[0]).toMatchObject({
    name: "No known facility",
    state: "calling",
    facilityIds: ["removed"],
  });
  expect(panel([{ ...lost, facilityId: null }], ["", "north"], [])[0]?.name).toBe("No facility");
  expect(panel([{ ...lost, facilityId: "south" }], ["", "north"], [])[0]?.count).toBe(1);
});

test("a tile that stands for others leads to the events of all of them, as far as the list can be asked", () => {
  const many = Array.from({ length: 60 }, (_, index) => aFacility({ id: `pump${index}`, parentId: "site" }));
  const tile = (count: number) =>
    panelOf(
      [anEvent({ id: "a", facilityId: "pump7" })],
      [aFacility({ id: "site" }), ...many.slice(0, count)],
      ["", "site"],
      [],
      () => "site",
    )[1];
  expect(tile(8)?.facilityIds).toEqual(["site", ...many.slice(0, 8).map(({ id }) => id)]);
  expect(tile(60)?.facilityIds).toEqual(["pump7"]);
});

test("before anything was heard no tile is normal", () => {
  const [tile] = unheard(panel([], ["north"], ["pressure"]));
  expect(tile).toMatchObject({ state: "unknown", tiles: [{ state: "unknown" }] });
  expect(tile && lookInWords(tile)).toBe("unknown");
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
  expect(panel([], ["gone", "north"], []).map((tile) => tile?.id)).toEqual([undefined, "north"]);
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
