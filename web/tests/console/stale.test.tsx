import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anEvent } from "../anEvent";
import { Room } from "./room";

const feed = vi.hoisted(() => ({ open: (..._: unknown[]): unknown => undefined }));
vi.mock("../../src/live/signalrFeed", () => ({ signalrFeed: (...all: unknown[]) => feed.open(...all) }));

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
