import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aFacility } from "../aFacility";
import { anEvent } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(() => {
  vi.useFakeTimers();
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test.each([
  ["/events", "grid"],
  ["/wall", "main"],
])(
  "%s greys and counts up when nothing comes, and is itself again with the next frame",
  async (path, role) => {
    room.open(path);
    await pass(10);
    room.sends("snapshot", anEvent({ id: "pump", title: "Pump 3 is hot" }));
    await pass(600);
    expect(screen.getByTestId("contact").textContent).toBe("Live");
    expect(screen.queryByTestId("contact-banner")).toBeNull();

    await pass(7000);
    expect(screen.getByTestId("contact-banner").textContent).toContain("No contact for 7 s");
    expect(screen.getByRole(role).closest(".stale")).not.toBeNull();
    expect(screen.getByText("Pump 3 is hot")).toBeTruthy();

    room.sends("beat");
    await pass(600);
    expect(screen.queryByTestId("contact-banner")).toBeNull();
    expect(document.querySelector(".stale")).toBeNull();
  },
);

test("the wall reconnects by itself at its cursor and shows what happened meanwhile", async () => {
  room.open("/wall");
  await pass(10);
  room.sends("snapshot", anEvent({ id: "pump", title: "Pump 3 is hot" }));
  await pass(15_000);
  expect(room.feed.mock.calls.length).toBeGreaterThan(1);
  expect(room.feed.mock.calls.at(-1)?.[0]).toBe("c1");

  room.sends("changes", anEvent({ id: "tank", title: "Tank is low", severity: "critical" }));
  await pass(600);
  const [first] = screen.getByRole("list", { name: "Most urgent events" }).children;
  expect(first?.textContent).toContain("Tank is low");
});

test("the wall says so when nothing is open", async () => {
  room.open("/wall");
  await pass(10);
  room.sends("snapshot");
  await pass(600);
  expect(screen.getByText("Nothing is open")).toBeTruthy();
});

test.each([
  ["/wall", "Nothing received yet"],
  ["/events", "Nothing received yet."],
  ["/aside", "Nothing received yet."],
  ["/map", "Nothing received yet."],
])("%s does not say that all is quiet before anything was received", async (path, words) => {
  room.answers.set("GET /events", { status: 503, body: { title: "Busy", status: 503 } });
  room.open(path);
  await pass(9000);
  expect(screen.getByTestId("contact").textContent).toMatch(/^No contact for/);
  expect(screen.getByText(words)).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/Nothing is open|No open event|every event calls/);
  expect(document.title).toBe("No contact · Watchfloor");
});

test("before anything was received the wall knows no number and no tile", async () => {
  room.answers.set("GET /facilities", { body: { items: [aFacility({ id: "north" })], nextCursor: null } });
  room.open("/wall");
  await pass(9000);
  const counts = screen.getByRole("list", { name: "Open events by severity" });
  expect([...counts.querySelectorAll("strong")].map((one) => one.textContent)).toEqual(["–", "–", "–", "–"]);
  const tiles = screen.getByRole("list", { name: "Facilities" });
  expect([...tiles.children].every((tile) => tile.className.includes("tile-unknown"))).toBe(true);
  room.sends("snapshot");
  await pass(600);
  expect(counts.querySelector("strong")?.textContent).toBe("0");
  expect(tiles.firstElementChild?.className).toContain("tile-normal");
});

test("the load and the title of the tab do not go on as if nothing came where nothing is heard", async () => {
  room.open("/events");
  await pass(10);
  room.sends("snapshot", anEvent({ id: "pump", receivedAt: new Date().toISOString() }));
  await pass(2500);
  expect(screen.getByText(/1 in 10 min, very likely acceptable/)).toBeTruthy();
  expect(document.title).toBe("1 unacknowledged · Watchfloor");
  await pass(20_000);
  expect(screen.queryByText(/acceptable/)).toBeNull();
  expect(screen.getByText("Load unknown, no contact")).toBeTruthy();
  expect(document.title).toBe("No contact · Watchfloor");
});

test("where only a part is known the wall counts at least that many, and says so", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => anEvent({ id: `e${index}` }));
  room.answers.set("GET /events", { status: 503, body: { title: "Busy", status: 503 } });
  room.open("/wall");
  await pass(10);
  room.sends("snapshot", ...many);
  await pass(600);
  expect(screen.getByText("1000+")).toBeTruthy();
  expect(screen.getByText(/988\+ more open · Incomplete/)).toBeTruthy();
  expect(document.title).toBe("1000+ unacknowledged · Watchfloor");
  room.answers.set("GET /events", {
    body: { items: [...many, anEvent({ id: "rest" })], nextCursor: null },
  });
  await pass(31_000);
  expect(screen.getAllByText("1001").length).toBeGreaterThan(0);
  expect(screen.queryByText(/Incomplete/)).toBeNull();
});

test("a flood does not end because nothing is heard any more", async () => {
  room.answers.set("GET /events", { body: { items: [], nextCursor: null } });
  room.open("/events");
  await pass(10);
  const storm = Array.from({ length: 12 }, (_, index) =>
    anEvent({ id: `e${index}`, receivedAt: new Date(Date.now() - 590_000).toISOString() }),
  );
  room.sends("snapshot", ...storm);
  await pass(2500);
  expect(screen.getByTestId("flood").textContent).toContain("12 new in 10 min");
  await pass(20_000);
  expect(screen.getByTestId("contact").textContent).toMatch(/^No contact/);
  expect(screen.getByTestId("flood").textContent).toContain("12 new in 10 min");
});
