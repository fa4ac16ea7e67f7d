import { expect, test } from "vitest";
import { countdown, lengthInWords, roughLength } from "../../src/time/durations";
import { localTime, relative } from "../../src/time/instants";
import { slaOf } from "../../src/time/sla";
import { anEvent, at } from "../anEvent";

const MINUTE = 60_000;

test.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [12 * MINUTE, "12 min"],
  [60 * MINUTE, "1 h"],
  [200 * MINUTE, "3 h 20 min"],
  [21.5 * 60 * MINUTE, "21 h"],
  [52 * 60 * MINUTE, "2 d 4 h"],
])("%d ms are %j", (milliseconds, words) => {
  expect(lengthInWords(milliseconds)).toBe(words);
});

test("from the back of the room one unit is enough", () => {
  expect(roughLength(200 * MINUTE)).toBe("3 h");
});

test.each([
  [130_000, "2:10"],
  [4_001, "0:05"],
  [3_723_000, "1:02:03"],
  [-5, "0:00"],
])("%d ms count down as %j", (milliseconds, shown) => {
  expect(countdown(milliseconds)).toBe(shown);
});

test("an instant is named by its distance", () => {
  expect(relative(at(0), Date.parse(at(4)))).toBe("4 min ago");
  expect(relative(at(4), Date.parse(at(0)))).toBe("in 4 min");
  expect(relative(at(0), Date.parse(at(0)) + 400)).toBe("now");
});

test("the day is told only when it is not today", () => {
  const now = Date.parse(at(0));
  expect(localTime(at(0), now)).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(localTime(at(-3 * 24 * 60), now)).toMatch(/^27 Feb \d\d:\d\d:\d\d$/);
});

const sla = (minute: number, some = {}) => slaOf(anEvent({ id: "a", ...some }), Date.parse(at(minute)));

test("before its deadline an event shows the time that is left", () => {
  expect(sla(48)).toEqual({ words: "12 min left", used: 0.8, over: false, settled: false });
});

test("after its deadline an event shows the time that it is over, with a full bar", () => {
  expect(sla(64)).toEqual({ words: "4 min over", used: 1, over: true, settled: false });
});

test("once resolved the clock stands, and it says whether the SLA was kept", () => {
  expect(sla(500, { status: "resolved", resolvedAt: at(30) })).toMatchObject({ words: "kept", used: 0.5 });
  expect(sla(500, { status: "resolved", resolvedAt: at(64) })).toMatchObject({
    words: "missed by 4 min",
    settled: true,
  });
});
