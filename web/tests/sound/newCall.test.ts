import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { Bell } from "../../src/sound/bell";
import { rememberedMute, rememberMute } from "../../src/sound/muting";
import { callsOf, newCall } from "../../src/sound/newCall";
import { anEvent, at } from "../anEvent";

const NOON = Date.parse(at(0));
const news = (before: EventView[], after: EventView[]) => newCall(callsOf(before), after, NOON);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["critical", "critical"],
  ["high", "high"],
  ["medium", null],
  ["low", null],
] as const)("a new %s event sounds as %s", (severity, sound) => {
  expect(news([], [anEvent({ id: "a", severity })])).toBe(sound);
});

test("history is silent: what has not changed since the page listens, and what is taken", () => {
  expect(news([], [anEvent({ id: "a", updatedAt: at(-1) })])).toBeNull();
  expect(news([], [anEvent({ id: "a", status: "acknowledged" })])).toBeNull();
  const known = anEvent({ id: "a" });
  expect(news([known], [{ ...known, count: 2, updatedAt: at(5) }])).toBeNull();
});

test("what gets worse, is given back or opened again sounds", () => {
  const high = anEvent({ id: "a", updatedAt: at(-5) });
  expect(news([{ ...high, severity: "medium" }], [high])).toBe("high");
  expect(news([high], [{ ...high, severity: "critical" }])).toBe("critical");
  expect(news([{ ...high, status: "acknowledged" }], [high])).toBe("high");
  expect(news([], [{ ...high, updatedAt: at(1) }])).toBe("high");
});

test("the worst of many sounds", () => {
  const all = [anEvent({ id: "a" }), anEvent({ id: "b", severity: "critical" }), anEvent({ id: "c" })];
  expect(news([], all)).toBe("critical");
});

test("a storm sounds one pattern after the other, the worst that waits first", () => {
  const sounded: string[] = [];
  const bell = new Bell((loud) => sounded.push(loud));
  bell.ring("high");
  bell.ring("critical");
  bell.ring("high");
  expect(sounded).toEqual(["high"]);
  vi.advanceTimersByTime(10_000);
  expect(sounded).toEqual(["high", "critical"]);
  bell.ring("high");
  expect(sounded).toEqual(["high", "critical", "high"]);
});

test("hushed, nothing that waited sounds later", () => {
  const sounded: string[] = [];
  const bell = new Bell((loud) => sounded.push(loud));
  bell.ring("high");
  bell.ring("critical");
  bell.hush();
  vi.advanceTimersByTime(60_000);
  expect(sounded).toEqual(["high"]);
});

test("a mute is remembered and ends, however far ahead it was written", () => {
  expect(rememberedMute(NOON)).toBe(0);
  rememberMute(NOON + 600_000);
  expect(rememberedMute(NOON)).toBe(NOON + 600_000);
  expect(rememberedMute(NOON + 600_000)).toBe(0);
  rememberMute(NOON + 1e12);
  expect(rememberedMute(NOON)).toBe(NOON + 7_200_000);
  rememberMute(0);
  expect(rememberedMute(NOON)).toBe(0);
});
