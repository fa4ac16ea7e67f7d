import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aFacility } from "../aFacility";
import { anEvent } from "../anEvent";
import { Room } from "../console/room";

const feed = vi.hoisted(() => ({ open: (..._: unknown[]): unknown => undefined }));
vi.mock("../../src/live/signalrFeed", () => ({ signalrFeed: (...all: unknown[]) => feed.open(...all) }));

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const facilities = ["b", "a"].map((id) => aFacility({ id, name: `Plant ${id}` }));
const names = () =>
  [...document.querySelectorAll(".windows > li")].map(
    (tile) => tile.querySelector(".window-name")?.textContent ?? null,
  );

async function openPanel() {
  room.answers.set("GET /facilities", { body: { items: facilities, nextCursor: null } });
  room.answers.set("GET /events/facets", { body: { category: { pressure: 3, flow: 1 } } });
  room.open("/annunciator");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends(
    "snapshot",
    anEvent({ id: "pump", facilityId: "b", category: "pressure", severity: "critical" }),
  );
}

test("tiles stand in the order in which things came to be, and lead to their events", async () => {
  await openPanel();
  await waitFor(() => expect(names()).toEqual(["No facility", "Plant a", "Plant b"]));
  const tile = await screen.findByRole("link", {
    name: "Plant b, pressure: 1 unacknowledged, worst critical",
  });
  expect(tile.getAttribute("href")).toBe("/events?facilityId=b&category=pressure");
  expect(tile.dataset.state).toBe("calling");
  expect(screen.getByRole("link", { name: "Plant a, flow: normal" }).dataset.state).toBe("normal");
});

test("what is gone leaves its place empty until the panel is arranged anew, and what is new comes last", async () => {
  localStorage.setItem("watchfloor.tiles.main", JSON.stringify(["", "gone", "b"]));
  await openPanel();
  await waitFor(() => expect(names()).toEqual(["No facility", null, "Plant b", "Plant a"]));
  screen.getByRole("button", { name: "Arrange anew" }).click();
  await waitFor(() => expect(names()).toEqual(["No facility", "Plant a", "Plant b"]));
});
