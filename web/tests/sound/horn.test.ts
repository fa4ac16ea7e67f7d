import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { callsOf, newCall, worstOf } from "../../src/sound/calls";
import { Horn } from "../../src/sound/horn";
import { rememberedMute, rememberMute } from "../../src/sound/muting";
import type { Loud } from "../../src/sound/patterns";
import { rememberedSilence, rememberSilence, stillSilenced } from "../../src/sound/silencing";
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

test("history is no news: what has not changed since the page listens, and what is taken", () => {
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

function aHorn() {
  const sounded: Loud[] = [];
  const horn = new Horn({ play: (loud) => sounded.push(loud) > 0, stop: () => undefined });
  horn.listen(true);
  return { horn, sounded };
}

test("a storm sounds one pattern after the other, and only what is worse interrupts", () => {
  const { horn, sounded } = aHorn();
  horn.hear("high", "high");
  horn.hear("critical", "critical");
  expect(sounded).toEqual(["high", "critical"]);
  horn.hear("critical", "high");
  horn.hear("critical", "critical");
  expect(sounded).toEqual(["high", "critical"]);
  vi.advanceTimersByTime(5000);
  expect(sounded).toEqual(["high", "critical", "critical"]);
});

test("what calls sounds again at a calm interval until nothing calls any more", () => {
  const { horn, sounded } = aHorn();
  horn.hear("critical", "critical");
  vi.advanceTimersByTime(29_000);
  expect(sounded).toEqual(["critical"]);
  vi.advanceTimersByTime(2000);
  expect(sounded).toEqual(["critical", "critical"]);
  horn.hear(null, null);
  vi.advanceTimersByTime(600_000);
  expect(sounded).toHaveLength(2);
});

test("what began while it could not be heard sounds as soon as it can, and what ended meanwhile does not", () => {
  const { horn, sounded } = aHorn();
  horn.listen(false);
  horn.hear("critical", "critical");
  vi.advanceTimersByTime(600_000);
  expect(sounded).toEqual([]);
  horn.listen(true);
  expect(sounded).toEqual(["critical"]);
  horn.listen(false);
  horn.hear(null, null);
  horn.listen(true);
  expect(sounded).toEqual(["critical"]);
});

test("news of a high one sounds as such while a critical one calls on, which is not forgotten", () => {
  const { horn, sounded } = aHorn();
  horn.hear("critical", "critical");
  vi.advanceTimersByTime(10_000);
  horn.hear("critical", "high");
  expect(sounded).toEqual(["critical", "high"]);
  vi.advanceTimersByTime(21_000);
  expect(sounded).toEqual(["critical", "high", "critical"]);
});

test("silenced is what calls now; what is new or gets worse calls, and so does what comes again", () => {
  const high = anEvent({ id: "a" });
  const calls = callsOf([high]);
  expect(worstOf(calls, new Map())).toBe("high");
  expect(worstOf(calls, calls)).toBeNull();
  expect(worstOf(callsOf([high, anEvent({ id: "b" })]), calls)).toBe("high");
  expect(worstOf(callsOf([{ ...high, severity: "critical" }]), calls)).toBe("critical");
  const taken = callsOf([{ ...high, status: "acknowledged" }]);
  expect(stillSilenced(calls, taken, "whole").size).toBe(0);
  expect(stillSilenced(calls, new Map(), "part").size).toBe(1);
  expect(stillSilenced(calls, new Map(), "whole").size).toBe(0);
});

test("what was silenced is remembered", () => {
  rememberSilence(callsOf([anEvent({ id: "a" })]));
  expect([...rememberedSilence()]).toEqual([["a", 1]]);
  localStorage.setItem("watchfloor.sound.silenced", "{broken");
  expect(rememberedSilence().size).toBe(0);
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
