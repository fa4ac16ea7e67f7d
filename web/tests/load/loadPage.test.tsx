import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

test("what counts is when it was received, and the reading stops where the day ends", async () => {
  const page = (from: number, count: number, some: object = {}) =>
    Array.from({ length: count }, (_, index) =>
      anEvent({ id: `${from}-${index}`, receivedAt: ago(from), detectedAt: ago(from), ...some }),
    );
  const late = page(60, 2, { detectedAt: ago(3 * 86_400) });
  const pages = [[...late, ...page(7200, 3)], [...page(80_000, 1), ...page(90_000, 1)], page(95_000, 1)];
  room.answers.set("GET /events", ({ query }) => {
    const at = Number(new URLSearchParams(query).get("cursor") ?? 0);
    return { body: { items: pages[at], nextCursor: String(at + 1) } };
  });
  room.open("/load");
  const windows = await screen.findByRole("list", { name: "New events" });
  const counts = [...windows.querySelectorAll("strong")].map((one) => one.textContent);
  expect(counts).toEqual(["2", "2", "6"]);
  const asked = room.sent("GET", "/events");
  expect(asked).toHaveLength(2);
  expect(asked.some(({ query }) => query.includes("from="))).toBe(false);
});

test("where more came than is read, muted ones do not count, and it says at least", async () => {
  const muted = [{ kind: "maintenance" as const, reason: "works", since: ago(90_000) }];
  room.answers.set("GET /events", ({ query }) => {
    const at = Number(new URLSearchParams(query).get("cursor") ?? 0);
    const items = Array.from({ length: 500 }, (_, index) =>
      anEvent({
        id: `${at}-${index}`,
        receivedAt: ago(700 + at * 3600),
        ...(index % 2 === 0 && { muted }),
      }),
    );
    return { body: { items, nextCursor: String(at + 1) } };
  });
  room.open("/load");
  const windows = await screen.findByRole("list", { name: "New events" });
  const counts = [...windows.querySelectorAll("strong")].map((one) => one.textContent);
  expect(counts).toEqual(["0", "250", "2500+"]);
  expect(room.sent("GET", "/events/facets")).toHaveLength(0);
});
