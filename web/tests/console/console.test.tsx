import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { anEvent } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function openList(...events: EventView[]) {
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
  if (events.length > 0) await screen.findByRole("grid");
}

const rows = () =>
  screen
    .getAllByRole("row")
    .map((row) => row.dataset.event)
    .filter((id) => id !== undefined);

const pump = anEvent({ id: "pump", title: "Pump 3 is hot" });
const tank = anEvent({ id: "tank", title: "Tank is low", severity: "critical" });

test("the most urgent event stands on top, and the title counts what waits", async () => {
  await openList(pump, tank, anEvent({ id: "done", status: "resolved" }));
  expect(rows()).toEqual(["tank", "pump", "done"]);
  expect(document.title).toBe("2 unacknowledged · Watchfloor");
});

test("an empty list says what would be here", async () => {
  await openList();
  expect(await screen.findByText(/They appear here by themselves/)).toBeTruthy();
});

test("j and Enter open an event, and a acknowledges it by what the server answers", async () => {
  const user = userEvent.setup();
  const taken = { ...tank, status: "acknowledged", acknowledgedBy: "Ana", version: 2 };
  room.answers.set("POST /events/tank/acknowledge", { body: taken });
  await openList(pump, tank);

  await user.keyboard("j{Enter}");
  const drawer = await screen.findByRole("complementary", { name: "Tank is low" });
  expect(window.location.pathname).toBe("/events/tank");
  expect(within(drawer).getByTestId("event-status").textContent).toBe("New");

  await user.keyboard("a");
  await waitFor(() => expect(within(drawer).getByTestId("event-status").textContent).toBe("Acknowledged"));
  expect(room.sent("POST", "/events/tank/acknowledge")).toEqual([
    expect.objectContaining({ method: "POST", path: "/events/tank/acknowledge", body: {} }),
  ]);
});

test("j and k tell also those who hear the page which row they have come to", async () => {
  const user = userEvent.setup();
  await openList(pump, tank);
  const grid = screen.getByRole("grid");
  expect(grid.getAttribute("aria-activedescendant")).toBeNull();
  await user.keyboard("jj");
  expect(document.activeElement).toBe(grid);
  expect(grid.getAttribute("aria-activedescendant")).toBe("row-pump");
  expect(document.getElementById("row-pump")?.getAttribute("aria-current")).toBe("true");
});

test("a refused action changes nothing, says why, and can be overridden where that is allowed", async () => {
  const user = userEvent.setup();
  const hot = anEvent({
    id: "hot",
    status: "in_progress",
    contributors: [{ conditionKey: "k", source: "edge-1", title: "Above 95", since: pump.detectedAt }],
  });
  room.answers.set("POST /events/hot/resolve", {
    status: 409,
    body: { title: "Conflict", status: 409, detail: "One condition is still true.", traceId: "4bf92f" },
  });
  await openList(hot);
  await user.keyboard("j{Enter}");
  await user.click(await screen.findByRole("button", { name: "Resolve" }));

  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("One condition is still true.");
  expect(alert.textContent).toContain("4bf92f");
  expect(screen.getByTestId("event-status").textContent).toBe("In progress");

  await user.click(within(alert).getByRole("button", { name: "Resolve anyway" }));
  await waitFor(() => expect(room.sent("POST", "/events/hot/resolve").at(-1)?.body).toEqual({ force: true }));
});

test("an action that does not apply now cannot be pressed and its key sends nothing", async () => {
  const user = userEvent.setup();
  await openList(pump);
  await user.keyboard("j{Enter}");
  expect((await screen.findByRole("button", { name: "Close" })).hasAttribute("disabled")).toBe(true);
  await user.keyboard("d");
  expect(room.sent("POST", "/events/pump/close")).toEqual([]);
});

test("a comment is typed after c, keys in it are letters, and Enter sends it", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/pump/comments", { status: 201, body: { id: "x" } });
  await openList(pump);
  await user.keyboard("j");
  await user.keyboard("c");
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Comment"));
  await user.keyboard("a s r{Enter}");
  await waitFor(() => expect(room.sent("POST", "/events/pump/comments")[0]?.body).toEqual({ text: "a s r" }));
  expect(room.calls.filter((call) => call.method === "POST")).toHaveLength(1);
});

test("while somebody points at the list new events wait in a counted strip, and n lets them in", async () => {
  const user = userEvent.setup();
  await openList(pump);
  await user.hover(screen.getByRole("row", { name: /Pump 3/ }));
  room.sends("changes", tank);
  expect((await screen.findByTestId("waiting")).textContent).toContain("1 new event waits");
  expect(rows()).toEqual(["pump"]);

  await user.keyboard("n");
  await waitFor(() => expect(rows()).toEqual(["tank", "pump"]));
  expect(screen.queryByTestId("waiting")).toBeNull();
});

test("what was there before is no news, also where one came in by the address of one event", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /events/pump", { body: pump });
  room.open("/events/pump");
  await user.hover(await screen.findByRole("row", { name: /Pump 3/ }));
  room.sends("snapshot", pump, tank);
  await waitFor(() => expect(rows()).toEqual(["tank", "pump"]));
  expect(screen.queryByTestId("waiting")).toBeNull();
});

test("only a critical event is announced, and not those that were there before", async () => {
  await openList(anEvent({ id: "old", severity: "critical", title: "Old" }));
  room.sends("changes", pump);
  expect(screen.getByTestId("announcer").textContent).toBe("");
  room.sends("changes", tank);
  await waitFor(() => expect(screen.getByTestId("announcer").textContent).toBe("Critical: Tank is low."));
});

test("filters live in the address", async () => {
  const user = userEvent.setup();
  await openList(pump, tank);
  await user.click(screen.getByRole("button", { name: "Critical" }));
  await waitFor(() => expect(rows()).toEqual(["tank"]));
  expect(window.location.search).toBe("?severity=critical");
});

test("the search takes every letter and narrows the list", async () => {
  const user = userEvent.setup();
  await openList(pump, tank);
  await user.keyboard("/");
  await user.keyboard("pump 3");
  await waitFor(() => expect(rows()).toEqual(["pump"]));
  expect(new URLSearchParams(window.location.search).get("q")).toBe("pump 3");
});

test("? shows all keys, and while they are shown no other key acts", async () => {
  const user = userEvent.setup();
  await openList(pump);
  await user.keyboard("j?");
  await screen.findByRole("dialog", { name: "Keys" });
  await user.keyboard("a");
  expect(room.sent("POST", "/events/pump/acknowledge")).toEqual([]);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("an event that does not exist is told as such", async () => {
  room.answers.set("GET /events/gone", {
    status: 404,
    body: { title: "Not found", status: 404, detail: "There is no such event.", traceId: "77" },
  });
  room.open("/events/gone");
  expect((await screen.findByRole("alert")).textContent).toContain("There is no such event.");
});
