import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { EventStore } from "../../src/live/eventStore";
import type { LiveFrame } from "../../src/live/frames";
import { anEvent, at } from "../anEvent";

const frame = (kind: LiveFrame["kind"], cursor: string, ...events: EventView[]): LiveFrame => ({
  kind,
  cursor,
  at: at(0),
  events,
});

const titles = (store: EventStore) => store.view().map((event) => event.title);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("changes replace events by id and move the cursor", () => {
  const store = new EventStore();
  store.apply(frame("snapshot", "c1", anEvent({ id: "a", title: "first" })));
  store.apply(frame("changes", "c2", anEvent({ id: "a", title: "second", version: 2 })));
  vi.advanceTimersByTime(100);
  expect(titles(store)).toEqual(["second"]);
  expect(store.cursor).toBe("c2");
});

test("an older version never replaces a newer one, whichever way it came", () => {
  const store = new EventStore();
  store.apply(frame("snapshot", "c1", anEvent({ id: "a", title: "newer", version: 5 })));
  store.apply(frame("changes", "c2", anEvent({ id: "a", title: "older", version: 4 })));
  store.merge([anEvent({ id: "a", title: "oldest", version: 1 })]);
  vi.advanceTimersByTime(100);
  expect(titles(store)).toEqual(["newer"]);
});

test("a snapshot forgets what is not in it", () => {
  const store = new EventStore();
  store.apply(frame("snapshot", "c1", anEvent({ id: "a" }), anEvent({ id: "b" })));
  store.apply(frame("snapshot", "d1", anEvent({ id: "b" })));
  vi.advanceTimersByTime(100);
  expect(store.view().map((event) => event.id)).toEqual(["b"]);
});

test("a beat moves the cursor, if it brings one, and renders nothing", () => {
  const store = new EventStore();
  store.apply(frame("snapshot", "c1", anEvent({ id: "a" })));
  const before = store.view();
  const told = vi.fn();
  store.subscribe(told);
  store.apply(frame("beat", "c9"));
  vi.advanceTimersByTime(500);
  expect(store.cursor).toBe("c9");
  store.apply(frame("beat", ""));
  expect(store.cursor).toBe("c9");
  expect(store.view()).toBe(before);
  expect(told).not.toHaveBeenCalled();
});

test("only events that were not known count as raised, also over a snapshot after a restart", () => {
  const store = new EventStore();
  const ids = (events: EventView[]) => events.map((event) => event.id);
  store.apply(frame("snapshot", "c1", anEvent({ id: "a" })));
  expect(
    ids(store.apply(frame("changes", "c2", anEvent({ id: "a", version: 2 }), anEvent({ id: "b" })))),
  ).toEqual(["b"]);
  expect(ids(store.apply(frame("snapshot", "d1", anEvent({ id: "b" }), anEvent({ id: "c" }))))).toEqual([
    "c",
  ]);
});

test("a storm of frames renders the first at once and the rest together", () => {
  const store = new EventStore();
  const told = vi.fn();
  store.subscribe(told);
  for (let i = 0; i < 50; i++) store.apply(frame("changes", `c${i}`, anEvent({ id: `e${i}` })));
  expect(told).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(2);
  expect(store.view()).toHaveLength(50);
});

test("of closed events only the latest thousand are kept", () => {
  const store = new EventStore();
  const closed = Array.from({ length: 1200 }, (_, index) =>
    anEvent({ id: `e${index}`, status: "closed", updatedAt: at(index) }),
  );
  store.apply(frame("changes", "c1", anEvent({ id: "open" }), ...closed));
  expect(store.view()).toHaveLength(1001);
  expect(store.get("e199")).toBeUndefined();
  expect(store.get("e200")).toBeDefined();
  expect(store.get("open")).toBeDefined();
});
