import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { aFacility } from "../aFacility";
import { anEvent } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";
import { opened } from "./fakeEngine";

vi.mock("../../src/map/engine", () => import("./fakeEngine"));
const screenOf = vi.hoisted(() => ({ draws: true }));
vi.mock("../../src/map/webgl", () => ({ canDrawMaps: () => screenOf.draws }));

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  screenOf.draws = true;
  opened.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const north = aFacility({ id: "north", name: "North well", location: { lat: 49, lon: 17 } });
const south = aFacility({ id: "south", name: "South outfall", location: { lat: 47, lon: 15 } });
const pump = anEvent({ id: "pump", title: "Pump is hot", facilityId: "north" });
const door = anEvent({ id: "door", title: "Door open", facilityId: "north", severity: "low" });
const tank = anEvent({ id: "tank", title: "Tank is low", facilityId: "south", severity: "critical" });

async function openMapPage(path: string, ...events: EventView[]) {
  room.answers.set("GET /facilities", { body: { items: [north, south], nextCursor: null } });
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
}
const pins = () => [...document.querySelectorAll<HTMLElement>("[data-pin]")];
const listed = () =>
  within(screen.getByRole("list", { name: "Events on the map" }))
    .getAllByRole("listitem")
    .map((row) => row.dataset.event);

test("what is at one place is one sign with the look of the worst, and a click lists it", async () => {
  const user = userEvent.setup();
  await openMapPage("/map", pump, door, tank);
  await waitFor(() => expect(pins().map((pin) => pin.dataset.pin)).toEqual(["tank", "pump"]));
  expect(listed()).toEqual(["tank", "pump", "door"]);
  await user.click(screen.getByRole("button", { name: "2 events, worst high, 2 unacknowledged" }));
  expect(listed()).toEqual(["pump", "door"]);
  await user.keyboard("{Escape}");
  expect(listed()).toHaveLength(3);
});

test("a click on one event opens it beside the map, and its list is walked by keys", async () => {
  const user = userEvent.setup();
  await openMapPage("/map", pump, tank);
  await waitFor(() => expect(pins()).toHaveLength(2));
  await user.click(screen.getByRole("button", { name: "Critical, unacknowledged: Tank is low" }));
  await screen.findByTestId("drawer");
  expect(window.location.pathname).toBe("/map/tank");
  await user.keyboard("j");
  expect(window.location.pathname).toBe("/map/pump");
  expect(document.querySelector("[data-pin=pump]")?.getAttribute("aria-current")).toBe("true");
});

test("the list follows the view, and the searched area stays in the address", async () => {
  const user = userEvent.setup();
  await openMapPage("/map", pump, tank);
  await waitFor(() => expect(pins()).toHaveLength(2));
  act(() => opened.at(-1)?.moveTo({ west: 16.5, south: 48.5, east: 17.5, north: 49.5 }));
  expect(listed()).toEqual(["pump"]);

  await user.click(screen.getByRole("button", { name: "Search this area" }));
  expect(new URLSearchParams(window.location.search).get("bbox")).toBe("16.5,48.5,17.5,49.5");
  act(() => opened.at(-1)?.moveTo({ west: 14, south: 46, east: 18, north: 50 }));
  expect(listed()).toEqual(["pump"]);
  const link = screen.getByRole("link", { name: "This area in the event list" });
  expect(decodeURIComponent(link.getAttribute("href") ?? "")).toBe("/events?bbox=16.5,48.5,17.5,49.5");

  await user.click(screen.getByRole("button", { name: "Leave the area" }));
  expect(window.location.search).toBe("");
  expect(listed()).toEqual(["tank", "pump"]);
});

test("the map begins at the area of the address", async () => {
  await openMapPage("/map?bbox=14,46,16,48", pump, tank);
  await waitFor(() => expect(opened.at(-1)?.view).toEqual({ west: 14, south: 46, east: 16, north: 48 }));
  await waitFor(() => expect(listed()).toEqual(["tank"]));
});

test("an event that is opened from the list is brought into view", async () => {
  const user = userEvent.setup();
  await openMapPage("/map?bbox=14,46,18,50", pump, tank);
  await waitFor(() => expect(pins()).toHaveLength(2));
  act(() => opened.at(-1)?.moveTo({ west: 16.5, south: 48.5, east: 17.5, north: 49.5 }));
  await user.click(screen.getByRole("link", { name: /Tank is low/ }));
  await waitFor(() => expect(opened.at(-1)?.moves).toEqual([{ center: [15, 47] }]));
});

test("a severity that is switched on is all that is shown, and the counts tell of the rest", async () => {
  const user = userEvent.setup();
  await openMapPage("/map", pump, door, tank);
  await waitFor(() => expect(pins()).toHaveLength(2));
  await user.click(screen.getByRole("button", { name: "Low, 1 on the map" }));
  await waitFor(() => expect(listed()).toEqual(["door"]));
  expect(screen.getByRole("button", { name: "Critical, 1 on the map" })).toBeTruthy();
  expect(window.location.search).toBe("?severity=low");
});

test("keys do nothing to an event that is shown as it was", async () => {
  const user = userEvent.setup();
  await openMapPage("/map/tank?at=2026-03-02T12:00:00Z", pump, tank);
  await screen.findByTestId("drawer");
  await waitFor(() => expect(pins()).toHaveLength(2));
  await user.keyboard("ar");
  expect(room.calls.some(({ method }) => method === "POST")).toBe(false);
});

test("keys do nothing to an event that is not to be seen any more", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/tank/acknowledge", {
    body: { ...tank, status: "acknowledged", version: 2 },
  });
  await openMapPage("/map", pump, tank);
  await waitFor(() => expect(pins()).toHaveLength(2));
  await user.keyboard("j");
  act(() => opened.at(-1)?.moveTo({ west: 16.5, south: 48.5, east: 17.5, north: 49.5 }));
  await user.keyboard("a");
  expect(room.sent("POST", "/events/tank/acknowledge")).toHaveLength(0);
  act(() => opened.at(-1)?.moveTo({ west: 14, south: 46, east: 18, north: 50 }));
  await user.keyboard("a");
  await waitFor(() => expect(room.sent("POST", "/events/tank/acknowledge")).toHaveLength(1));
});

test("z shelves and u reopens here too", async () => {
  const user = userEvent.setup();
  await openMapPage("/map/tank", tank);
  await waitFor(() => expect(pins()).toHaveLength(1));
  await user.keyboard("z");
  expect(await screen.findByRole("dialog", { name: /Shelve/ })).toBeTruthy();
});

test("no row moves under the pointer: what is new waits, and what left says so", async () => {
  const user = userEvent.setup();
  await openMapPage("/map", pump, door);
  await waitFor(() => expect(listed()).toEqual(["pump", "door"]));
  await user.hover(screen.getByRole("link", { name: /Door open/ }));
  room.sends("changes", tank, { ...pump, status: "closed", version: 2 });
  await screen.findByText("1 new, shown when you let go of the list.");
  expect(listed().slice(0, 2)).toEqual(["pump", "door"]);
  expect(screen.getByRole("link", { name: /Pump is hot/ }).textContent).toContain("no longer here");
  await user.unhover(document.querySelector(".map-words") as Element);
  await waitFor(() => expect(listed()).toEqual(["tank", "door"]));
});

test("a new version of the open event does not move the map, its opening does", async () => {
  await openMapPage("/map/tank?bbox=16.5,48.5,17.5,49.5", pump, tank);
  await waitFor(() => expect(opened.at(-1)?.moves).toHaveLength(1));
  room.sends("changes", { ...tank, location: { lat: 47, lon: 15 }, version: 2 });
  room.sends("changes", { ...tank, count: 3, version: 3 }, door);
  await waitFor(() => expect(listed()).toContain("door"));
  expect(opened.at(-1)?.moves).toHaveLength(1);
});

test("an area says how many of its events the list does not find there, and that few closed ones are known", async () => {
  const own = anEvent({ id: "own", location: { lat: 47, lon: 15 } });
  await openMapPage("/map?bbox=14,46,18,50", pump, tank, own);
  expect(await screen.findByText(/finds 2 less: they have no location of their own/)).toBeTruthy();
  cleanup();
  await openMapPage("/map?status=closed", { ...own, status: "closed" });
  expect(await screen.findByText(/only those are here that closed lately/)).toBeTruthy();
});

test("what has no place counts only where its severity is shown", async () => {
  await openMapPage("/map?severity=critical", tank, anEvent({ id: "lost", severity: "low" }));
  await waitFor(() => expect(listed()).toEqual(["tank"]));
  expect(screen.queryByText(/no place on the map/)).toBeNull();
});

test("where no map can be drawn the page says so and lists what it would show", async () => {
  screenOf.draws = false;
  await openMapPage("/map", pump, tank, anEvent({ id: "lost" }));
  expect(await screen.findByText(/This screen cannot draw maps/)).toBeTruthy();
  await waitFor(() => expect(listed()).toEqual(["tank", "pump"]));
  expect(screen.getByText(/1 event has no place on the map/)).toBeTruthy();
});

test("the drawer shows where an event is and how far from the nearest facility", async () => {
  const near = anEvent({ id: "near", location: { lat: 49.01, lon: 17 } });
  room.answers.set("GET /events/near", { body: near });
  await openMapPage("/events/near", near);
  const pin = await screen.findByTestId("location-pin");
  await waitFor(() => expect(pin.textContent).toContain("1.1 km north of North well."));
  expect(pin.textContent).toContain("49.01000, 17.00000");
  expect(within(pin).getByRole("link", { name: "Show on the map" }).getAttribute("href")).toBe("/map/near");
});
