import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Sightings } from "../../src/actors/sightings";
import { anEvent, at } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const taken = (id: string, acknowledgedBy: string) =>
  anEvent({ id, title: `Event ${id}`, status: "acknowledged", acknowledgedBy, acknowledgedAt: at(4) });
const pump = taken("pump", "u-1");
const names = { "u-1": "Ana Berg", "k-1": "Robot" } as Record<string, string>;
let known: Record<string, string>;
let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  known = { ...names };
  room.answers.set("GET /actors", () => ({
    body: { items: Object.entries(known).map(([id, name]) => ({ id, name })) },
  }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(path: string, ...events: (typeof pump)[]) {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
}

const asked = () => room.sent("GET", "/actors").length;
const textOf = (event: string) => document.querySelector(`[data-event="${event}"]`)?.textContent;

test.each(["/events", "/wall"])("%s names who has an event, person or key", async (path) => {
  await open(path, pump, taken("tank", "k-1"));
  await waitFor(() => expect(textOf("pump")).toContain("Ana Berg"));
  expect(textOf("tank")).toContain("Robot");
  expect(document.body.textContent).not.toContain("u-1");
  expect(asked()).toBe(1);
});

test("the drawer, its timeline and the past say the name", async () => {
  const items = [
    { at: at(0), type: "created", by: "k-1", text: "edge reported: hot" },
    { at: at(4), type: "acknowledged", by: "u-1", text: "u-1 acknowledged it. Escalation stops." },
  ];
  room.answers.set("GET /events/pump/timeline", { body: { items } });
  room.answers.set("GET /events/pump", { body: pump });
  await open("/events/pump", pump);
  await waitFor(() =>
    expect(screen.getByRole("region", { name: "Timeline" }).textContent).toContain(
      "Ana Berg acknowledged it. Escalation stops.",
    ),
  );
  expect(screen.getByRole("region", { name: "Timeline" }).textContent).toContain("edge reported: hot Robot");
  expect(screen.getByTestId("event-status").parentElement?.textContent).toContain(
    "Acknowledged by Ana Berg ",
  );
  await userEvent.keyboard("[[");
  await screen.findByTestId("past");
  await waitFor(() => expect(document.querySelector(".past")?.textContent).toContain("by Ana Berg"));
});

test("who left is told as such, with the id to follow", async () => {
  await open("/events", taken("old", "u-gone"), pump);
  const left = await screen.findByText("somebody who left");
  expect(left.getAttribute("title")).toBe("u-gone");
});

test("a name that may change is no word of an event: the list finds by it no more than its export does", async () => {
  await open("/events?q=berg", anEvent({ ...pump, id: "mine", title: "Iceberg" }), pump, {
    ...pump,
    id: "road",
    title: "Berg road",
  });
  await waitFor(() => expect(textOf("road")).toContain("Ana Berg"));
  expect([textOf("mine"), textOf("pump")]).toEqual([undefined, undefined]);
});

test("an unknown id is looked up at once, and another within a minute waits for the minute to end", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await open("/events", pump);
  await waitFor(() => expect(textOf("pump")).toContain("Ana Berg"));
  known["u-2"] = "Ben Stone";
  room.sends("changes", taken("tank", "u-2"));
  await waitFor(() => expect(textOf("tank")).toContain("Ben Stone"));
  expect(asked()).toBe(2);

  known["u-3"] = "Cem Ray";
  room.sends("changes", taken("valve", "u-3"));
  await act(() => vi.advanceTimersByTimeAsync(50_000));
  expect(asked()).toBe(2);
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  await waitFor(() => expect(textOf("valve")).toContain("Cem Ray"));
  expect(asked()).toBe(3);
});

test("names are read again every few minutes", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await open("/events", pump);
  await waitFor(() => expect(textOf("pump")).toContain("Ana Berg"));
  known["u-1"] = "Ana Stone";
  await act(() => vi.advanceTimersByTimeAsync(181_000));
  await waitFor(() => expect(textOf("pump")).toContain("Ana Stone"));
});

test("an id is gone only when names read after it was seen lack it", () => {
  const sightings = new Sightings();
  expect(sightings.isGone("u-1", 10)).toBe(false);
  sightings.see("u-1", 5);
  sightings.see("u-1", 50);
  expect(sightings.isGone("u-1", 4)).toBe(false);
  expect(sightings.isGone("u-1", 6)).toBe(true);
  expect(sightings.waitAt(7)).toBe(0);
  sightings.asked(7);
  expect(sightings.waitAt(20_007)).toBe(40_000);
});
