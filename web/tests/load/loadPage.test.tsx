import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const storm = Array.from({ length: 12 }, (_, index) =>
  anEvent({
    id: `e${index}`,
    title: `Alarm ${index}`,
    receivedAt: ago(60 - index),
    detectedAt: ago(60 - index),
  }),
);

test("in a flood the list says so, shows what came first and groups the rest by cause", async () => {
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...storm);
  const flood = await screen.findByTestId("flood");
  expect(flood.textContent).toContain("Flood: 12 new in 10 min");
  expect(screen.getByTestId("first-out").textContent).toContain("Alarm 0");
  const cause = within(flood).getByRole("link", { name: /No facility · pressure/ });
  expect(cause.getAttribute("href")).toBe("/events?category=pressure");
});

test("the load is judged by the bands of each operator, and the worst actors are named", async () => {
  const user = userEvent.setup();
  const chatter = anEvent({ id: "c", title: "Door open", count: 30, receivedAt: ago(60) });
  const items = [
    chatter,
    ...storm.slice(0, 3),
    ...storm.slice(3, 11).map((one) => ({ ...one, receivedAt: ago(3000) })),
  ];
  room.answers.set("GET /events", { body: { items, nextCursor: null } });
  room.open("/load");
  const windows = await screen.findByRole("list", { name: "New events" });
  const bands = () =>
    within(windows)
      .getAllByRole("listitem")
      .map((one) => one.dataset.band);
  expect(bands()).toEqual(["over-demanding", "manageable", "acceptable"]);
  expect(within(screen.getByRole("table")).getByRole("link", { name: "Door open" })).toBeTruthy();

  await user.clear(screen.getByLabelText("People who share it"));
  await user.type(screen.getByLabelText("People who share it"), "4");
  await waitFor(() => expect(bands()).toEqual(["acceptable", "acceptable", "acceptable"]));
});
