import { expect, test } from "vitest";
import type { Facility } from "../../src/api/types";
import { rootsOf } from "../../src/facilities/roots";
import { ITSELF } from "../../src/severity/severity";
import { countBySeverity, mostUrgent, quietCount, ROWS, tilesOf } from "../../src/wall/wallEvents";
import { anEvent, at } from "../anEvent";

const aFacility = (id: string, parentId: string | null = null): Facility => ({
  id,
  name: id,
  parentId,
  scheme: null,
  dma: null,
  location: null,
});

test("the wall shows at most twelve unresolved events", () => {
  const events = Array.from({ length: 30 }, (_, index) => anEvent({ id: `e${index}` }));
  const shown = mostUrgent([anEvent({ id: "done", status: "resolved", severity: "critical" }), ...events]);
  expect(shown).toHaveLength(ROWS);
  expect(shown.some((event) => event.id === "done")).toBe(false);
});

test("each severity counts what is open and since when its oldest waits for somebody", () => {
  const counts = countBySeverity([
    anEvent({ id: "a", severity: "critical", receivedAt: at(5) }),
    anEvent({ id: "b", severity: "critical", receivedAt: at(2) }),
    anEvent({ id: "c", severity: "critical", receivedAt: at(0), status: "acknowledged" }),
    anEvent({ id: "d", severity: "low", status: "in_progress" }),
    anEvent({ id: "e", severity: "medium", status: "closed" }),
  ]);
  expect(counts).toEqual([
    { severity: "critical", count: 3, oldestNewAt: at(2) },
    { severity: "high", count: 0, oldestNewAt: null },
    { severity: "medium", count: 0, oldestNewAt: null },
    { severity: "low", count: 1, oldestNewAt: null },
  ]);
});

test("a tile calls while anything there is untaken, else shows the worst, and says what went away unseen", () => {
  const facilities = [aFacility("north"), aFacility("south"), aFacility("east"), aFacility("west")];
  const tiles = tilesOf(facilities, [
    anEvent({ id: "a", facilityId: "north", severity: "low" }),
    anEvent({ id: "b", facilityId: "north", severity: "critical", status: "acknowledged" }),
    anEvent({ id: "c", facilityId: "south", severity: "medium", status: "resolved", resolvedBy: ITSELF }),
    anEvent({ id: "d", facilityId: "east", severity: "medium", status: "acknowledged" }),
    anEvent({ id: "e", facilityId: "east", severity: "high", status: "acknowledged" }),
  ]);
  expect(tiles).toEqual([
    { id: "north", name: "north", worst: "low", state: "calling", count: 2 },
    { id: "south", name: "south", worst: "medium", state: "returned", count: 1 },
    { id: "east", name: "east", worst: "high", state: "taken", count: 2 },
    { id: "west", name: "west", worst: null, state: "normal", count: 0 },
    { id: "", name: "No facility", worst: null, state: "normal", count: 0 },
  ]);
});

test("tiles keep their places whatever happens", () => {
  const facilities = ["a", "b", "c"].map((id) => aFacility(id));
  const places = (...ids: string[]) =>
    tilesOf(
      facilities,
      ids.map((facilityId) => anEvent({ id: facilityId, facilityId })),
    ).map((tile) => tile.id);
  expect(places("c")).toEqual(places("b", "a"));
});

test("too many facilities are stood for by their topmost ones", () => {
  const below = Array.from({ length: 60 }, (_, index) => aFacility(`pump${index}`, "site"));
  const tiles = tilesOf([aFacility("site"), ...below], [anEvent({ id: "a", facilityId: "pump59" })]);
  expect(tiles[0]).toEqual({ id: "site", name: "site", worst: "high", state: "calling", count: 1 });
  expect(tiles).toHaveLength(2);
});

test("what has no tile of its own is on the last one, which says for how many it stands", () => {
  const many = Array.from({ length: 40 }, (_, index) => aFacility(`site${index}`));
  const last = (...facilityIds: (string | null)[]) =>
    tilesOf(
      many,
      facilityIds.map((facilityId) => anEvent({ id: `of-${facilityId}`, facilityId })),
    ).at(-1);
  expect(last("site39", "site0", null, "removed")).toMatchObject({ name: "9 more facilities", count: 3 });
  expect(tilesOf(many, [])).toHaveLength(32);
  expect(tilesOf([], [anEvent({ id: "a", facilityId: "removed" })]).at(-1)?.name).toBe("No known facility");
});

test("what calls nobody is counted apart, and is neither on top nor waited for", () => {
  const shelved = { by: "ana", reason: "stuck", since: at(0), until: at(60), oneShot: false };
  const events = [
    anEvent({ id: "shelved", severity: "critical", shelved }),
    anEvent({ id: "muted", muted: [{ kind: "maintenance", reason: "works", since: at(0) }] }),
    anEvent({ id: "gathering", gathering: { seen: 1, count: 3, within: "PT5M" } }),
    anEvent({ id: "calls", severity: "low" }),
  ];
  expect(mostUrgent(events).map(({ id }) => id)).toEqual(["calls"]);
  expect(quietCount(events)).toBe(3);
  expect(countBySeverity(events).map(({ count, oldestNewAt }) => [count, oldestNewAt])).toEqual([
    [0, null],
    [0, null],
    [0, null],
    [1, at(0)],
  ]);
});

test("a circle of parents ends", () => {
  expect(rootsOf([aFacility("a", "b"), aFacility("b", "a")]).size).toBe(2);
});
