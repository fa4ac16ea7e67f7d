import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aFacility } from "../aFacility";
import { anEvent } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

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

test("before the first frame no tile is normal", async () => {
  room.answers.set("GET /facilities", { body: { items: facilities, nextCursor: null } });
  room.open("/annunciator");
  const tile = await screen.findByRole("link", { name: "Plant b: unknown" });
  expect(tile.closest("li")?.dataset.state).toBe("unknown");
});

test("facilities that could not be read are asked for again soon, and meanwhile nothing is lost", async () => {
  let refusals = 1;
  await openPanel();
  room.answers.set("GET /facilities", () =>
    refusals-- > 0
      ? { status: 503, body: { title: "Busy", status: 503 } }
      : { body: { items: facilities, nextCursor: null } },
  );
  cleanup();
  room.open("/annunciator");
  await waitFor(() => expect(room.feed).toHaveBeenCalledTimes(2));
  room.sends("snapshot", anEvent({ id: "pump", facilityId: "b", severity: "critical" }));
  await screen.findByRole("link", { name: "No known facility: 1 unacknowledged, worst critical" });
  await screen.findByRole("link", { name: "Plant b: 1 unacknowledged, worst critical" });
});

test("a tile is acknowledged, and what went away is reset, by whoever may", async () => {
  const user = userEvent.setup();
  await openPanel();
  const gone = anEvent({ id: "gone", facilityId: "a", status: "resolved", resolvedBy: "system" });
  const other = anEvent({ id: "other", facilityId: "b" });
  const pump = anEvent({ id: "pump", facilityId: "b", severity: "critical" });
  room.sends("changes", gone, other);
  room.answers.set("POST /events/bulk", { body: { results: [{ outcome: "done" }, { outcome: "done" }] } });
  room.answers.set("POST /events/gone/close", { body: { ...gone, status: "closed", version: 2 } });
  await user.click(await screen.findByRole("button", { name: "Acknowledge 2: Plant b" }));
  const [sent] = room.sent("POST", "/events/bulk");
  expect(sent?.body).toEqual({ action: "acknowledge", ids: [pump.id, other.id] });
  await user.click(await screen.findByRole("button", { name: "Reset 1: Plant a" }));
  await screen.findByRole("link", { name: "Plant a: normal" });
});

test("who only looks has no such button", async () => {
  room.signedInAs("viewer");
  await openPanel();
  await screen.findByRole("link", { name: "Plant b: 1 unacknowledged, worst critical" });
  expect(screen.queryByRole("button", { name: /Acknowledge/ })).toBeNull();
});
