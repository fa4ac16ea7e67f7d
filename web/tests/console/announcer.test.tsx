import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anEvent } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(async () => {
  room = new Room();
  feed.open = room.feed;
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", pump, taken);
});
afterEach(() => vi.unstubAllGlobals());

const pump = anEvent({ id: "pump", title: "Pump 3 is hot" });
const taken = anEvent({ id: "tank", title: "Tank is low", severity: "critical", status: "acknowledged" });
const announcer = () => screen.getByTestId("announcer");
const hears = (text: string) => waitFor(() => expect(announcer().textContent).toBe(text));

test("an event that gets worse is announced, and one that is given back", async () => {
  expect(announcer().textContent).toBe("");
  room.sends("changes", { ...pump, severity: "critical", version: 2 });
  await hears("Critical: Pump 3 is hot.");
  room.sends("changes", { ...taken, status: "new", version: 2 });
  await hears("Critical: Tank is low.");
});

test("two that sound alike are announced twice", async () => {
  room.sends("changes", anEvent({ id: "a", title: "Door open", severity: "critical" }));
  await hears("Critical: Door open.");
  const before = announcer().firstElementChild;
  room.sends("changes", anEvent({ id: "b", title: "Door open", severity: "critical" }));
  await waitFor(() => expect(announcer().firstElementChild).not.toBe(before));
  expect(announcer().textContent).toBe("Critical: Door open.");
});

test("what is changed otherwise, and what others take, is not announced", async () => {
  room.sends("changes", { ...taken, count: 2, version: 2 }, { ...pump, status: "acknowledged", version: 2 });
  room.sends("changes", anEvent({ id: "low", severity: "low", title: "Low" }));
  await screen.findByRole("row", { name: /Low/ });
  expect(announcer().textContent).toBe("");
});
