import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { anEvent } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

/** A sound engine that begins blocked, as browsers do, and counts its tones. */
class FakeAudio {
  static tones = 0;
  static grants = true;
  state = "suspended";
  currentTime = 0;
  destination = {};
  onstatechange: (() => void) | null = null;
  resume = async () => {
    if (!FakeAudio.grants) throw new Error("no gesture");
    this.state = "running";
    this.onstatechange?.();
  };
  close = async () => undefined;
}
const ramp = { setValueAtTime: () => ramp, linearRampToValueAtTime: () => ramp };
class FakeNode {
  gain = ramp;
  connect = (next: unknown) => next;
  start = () => {
    FakeAudio.tones += 1;
  };
  stop = () => undefined;
  disconnect = () => undefined;
}

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  FakeAudio.tones = 0;
  FakeAudio.grants = true;
  vi.stubGlobal("AudioContext", FakeAudio);
  vi.stubGlobal("OscillatorNode", FakeNode);
  vi.stubGlobal("GainNode", FakeNode);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const now = () => new Date(Date.now() + 1000).toISOString();
const sound = () => screen.getByTestId("sound");

async function openList(...before: EventView[]) {
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", anEvent({ id: "quiet", severity: "low" }), ...before);
  await screen.findByRole("grid");
}
const critical = anEvent({ id: "old", severity: "critical" });
const raises = (id: string, some = {}) => room.sends("changes", anEvent({ id, updatedAt: now(), ...some }));

test("it says that the browser blocks it, and one click anywhere lets it sound for what still calls", async () => {
  await openList();
  expect(sound().textContent).toBe("Sound blocked");
  raises("early");
  expect(FakeAudio.tones).toBe(0);
  await userEvent.setup().click(document.body);
  await waitFor(() => expect(sound().textContent).toBe("Sound on"));
  await waitFor(() => expect(FakeAudio.tones).toBe(2));
});

test("what called before the page was opened calls on, until it is silenced; that outlasts a reload", async () => {
  const user = userEvent.setup();
  await openList(critical);
  await user.click(document.body);
  await waitFor(() => expect(FakeAudio.tones).toBe(6));
  await user.click(screen.getByRole("button", { name: "Silence" }));
  expect(screen.queryByRole("button", { name: "Silence" })).toBeNull();
  cleanup();
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalledTimes(2));
  room.sends("snapshot", critical);
  await screen.findByRole("row", { name: /Event old/ });
  await user.click(document.body);
  await waitFor(() => expect(sound().textContent).toBe("Sound on"));
  expect(FakeAudio.tones).toBe(6);
  raises("tank", { severity: "critical" });
  await waitFor(() => expect(FakeAudio.tones).toBe(12));
});

test("once it is taken nothing is left to silence", async () => {
  const user = userEvent.setup();
  await openList(critical);
  await user.click(document.body);
  await screen.findByRole("button", { name: "Silence" });
  room.sends("changes", { ...critical, status: "acknowledged", version: 2 });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Silence" })).toBeNull());
});

test("the loss of contact sounds, and the switch does not go on to promise sound", async () => {
  vi.useFakeTimers();
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
  room.open("/wall");
  await pass(10);
  room.sends("snapshot");
  document.dispatchEvent(new Event("pointerdown"));
  await pass(600);
  expect(sound().textContent).toBe("Sound on");
  await pass(6000);
  expect(sound().textContent).toBe("Sound: no contact");
  expect(sound().dataset.sounded).toBe("lost");
  const once = FakeAudio.tones;
  await pass(31_000);
  expect(FakeAudio.tones).toBe(2 * once);
  act(() => screen.getByRole("button", { name: "Silence" }).click());
  await pass(60_000);
  expect(FakeAudio.tones).toBe(2 * once);
  vi.useRealTimers();
});

test("a new critical event sounds, and what is less severe does not", async () => {
  await openList();
  await userEvent.setup().click(sound());
  await waitFor(() => expect(sound().textContent).toBe("Sound on"));
  raises("low", { severity: "low" });
  await screen.findByRole("row", { name: /Event low/ });
  expect(FakeAudio.tones).toBe(0);
  raises("tank", { severity: "critical" });
  await waitFor(() => expect(FakeAudio.tones).toBe(6));
  expect(sound().dataset.sounded).toBe("critical");
});

test("muted it says for how long, is silent, and remembers it", async () => {
  const user = userEvent.setup();
  await openList();
  await user.click(sound());
  await waitFor(() => expect(sound().textContent).toBe("Sound on"));
  await user.click(screen.getByRole("button", { name: "Mute for 10 min" }));
  expect(sound().textContent).toMatch(/^Muted (10:00|9:5\d)$/);
  raises("tank", { severity: "critical" });
  await screen.findByRole("row", { name: /Event tank/ });
  expect(FakeAudio.tones).toBe(0);
  expect(Number(localStorage.getItem("watchfloor.sound.mutedUntil"))).toBeGreaterThan(Date.now());

  await user.click(sound());
  await user.click(screen.getByRole("button", { name: "Sound again now" }));
  await waitFor(() => expect(FakeAudio.tones).toBe(6));
});

test("a refused click leaves it blocked", async () => {
  FakeAudio.grants = false;
  await openList();
  await userEvent.setup().click(document.body);
  await act(async () => undefined);
  expect(sound().textContent).toBe("Sound blocked");
});

test("a browser without sound says so", async () => {
  vi.stubGlobal("AudioContext", undefined);
  await openList();
  expect(sound().textContent).toBe("No sound");
});
