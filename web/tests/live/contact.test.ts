import { expect, test } from "vitest";
import { backoff } from "../../src/live/backoff";
import { contactAt } from "../../src/live/contact";

test("with a frame in the last five seconds the page is live", () => {
  expect(contactAt(0, 10_000, 15_000)).toEqual({ state: "live" });
});

test("after five silent seconds the page is stale and counts up", () => {
  expect(contactAt(0, 10_000, 15_001)).toEqual({ state: "lost", seconds: 5, lastAt: 10_000 });
  expect(contactAt(0, 10_000, 17_400)).toEqual({ state: "lost", seconds: 7, lastAt: 10_000 });
});

test("before the first frame the page connects, and says so when it takes too long", () => {
  expect(contactAt(1000, null, 3000)).toEqual({ state: "connecting" });
  expect(contactAt(1000, null, 9000)).toEqual({ state: "lost", seconds: 8, lastAt: null });
});

test("waits between tries grow, spread out, and never exceed three seconds", () => {
  expect(backoff(0, () => 1)).toBe(250);
  expect(backoff(3, () => 0)).toBe(1000);
  expect(backoff(3, () => 1)).toBe(2000);
  expect(backoff(1_000_000, () => 1)).toBe(3000);
});
