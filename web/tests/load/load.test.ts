import { expect, test } from "vitest";
import type { EventView } from "../../src/api/types";
import { bandOf, day, hour, tenMinutes } from "../../src/load/bands";
import { badActors, perTenMinutes, STEPS, shares } from "../../src/load/dayOfEvents";
import { floodOf, newIn10Min } from "../../src/load/flood";
import { anEvent, at } from "../anEvent";

const now = (minutes: number) => Date.parse(at(minutes));
/** Events that are received at these minutes. */
const arrivals = (minutes: number[], some: Partial<EventView> = {}) =>
  minutes.map((minute, index) =>
    anEvent({
      id: `${some.category ?? "e"}-${minute}-${index}`,
      receivedAt: at(minute),
      detectedAt: at(minute),
      ...some,
    }),
  );
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) }, (_, index) => from + index * step);

test.each([
  [1, "acceptable"],
  [2, "manageable"],
  [3, "over-demanding"],
  [9, "over-demanding"],
  [10, "unacceptable"],
])("%d new events in ten minutes are %s for one operator", (count, band) => {
  expect(bandOf(count, tenMinutes, 1)).toBe(band);
});

test("the bands hold for an hour and a day too, and for each of several operators", () => {
  expect([6, 12, 59, 60].map((count) => bandOf(count, hour, 1))).toEqual([
    "acceptable",
    "manageable",
    "over-demanding",
    "unacceptable",
  ]);
  expect([150, 300, 1439, 1440].map((count) => bandOf(count, day, 1))).toEqual([
    "acceptable",
    "manageable",
    "over-demanding",
    "unacceptable",
  ]);
  expect(bandOf(10, tenMinutes, 5)).toBe("manageable");
});

test("what arrived in the last ten minutes counts, and what a rule mutes does not", () => {
  const muted = [{ kind: "maintenance" as const, reason: "works", since: at(0) }];
  const events = [...arrivals([-11, -9, 0]), ...arrivals([0], { category: "muted", muted })];
  expect(newIn10Min(events, now(0))).toBe(2);
});

test("a flood begins with the tenth new event in ten minutes, and its first out is the first of them", () => {
  const nine = arrivals(every(1, 0, 9));
  expect(floodOf(nine, now(9), 1)).toBeNull();
  const ten = [...nine, ...arrivals([9.5])];
  const flood = floodOf(ten, now(9.5), 1);
  expect(flood).toMatchObject({ since: now(0), count: 10 });
  expect(flood?.firstOut.id).toBe(nine[0]?.id);
  expect(floodOf(ten, now(9.5), 2)).toBeNull();
});

test("a flood goes on while five come in ten minutes, and is over with fewer", () => {
  const events = [...arrivals(every(0.5, 0, 6)), ...arrivals(every(2, 6, 40), { category: "late" })];
  expect(floodOf(events, now(38), 1)?.since).toBe(now(0));
  expect(floodOf(events, now(42), 1)).toBeNull();
});

test("a second flood has a first out of its own", () => {
  const events = [...arrivals(every(0.5, 0, 6)), ...arrivals(every(0.5, 60, 66), { category: "second" })];
  expect(floodOf(events, now(66), 1)?.firstOut.category).toBe("second");
});

test("a flood is grouped by cause, that of the first out on top, then by number", () => {
  const first = anEvent({
    id: "trip",
    facilityId: "north",
    category: "power",
    receivedAt: at(0.2),
    detectedAt: at(-0.5),
  });
  const flow = arrivals(every(0.2, 0, 1), { facilityId: "south", category: "flow" });
  const many = arrivals(every(0.2, 0, 2), { facilityId: "north", category: "pressure" });
  const late = anEvent({ id: "late", category: "ami", receivedAt: at(1), detectedAt: at(-600) });
  const flood = floodOf([...flow, late, ...many, first], now(2), 1);
  expect(flood?.firstOut.id).toBe("trip");
  expect(flood?.causes.map(({ category, events }) => [category, events.length])).toEqual([
    ["power", 1],
    ["pressure", 10],
    ["flow", 5],
    ["ami", 1],
  ]);
});

test("the day is cut into steps of ten minutes, the last of which is running", () => {
  const counts = perTenMinutes(arrivals([0, -9, -11, -1439, -1441]), now(0));
  expect(counts).toHaveLength(STEPS);
  expect([counts[STEPS - 1], counts[STEPS - 2], counts[0]]).toEqual([2, 1, 1]);
  expect(counts.reduce((a, b) => a + b)).toBe(4);
});

test("what is seen most often is the worst actor, whether it came as events or as detections", () => {
  const chatter = anEvent({ id: "c", title: "Door open", count: 12 });
  const twice = ["a", "b"].map((id) => anEvent({ id, title: "Pump hot" }));
  const once = anEvent({ id: "d", title: "Tank low" });
  expect(badActors([once, ...twice, chatter]).map((one) => [one.title, one.events, one.detections])).toEqual([
    ["Door open", 1, 12],
    ["Pump hot", 2, 2],
  ]);
});

test("the severities divide all that came", () => {
  const all = [anEvent({ id: "a", severity: "critical" }), ...arrivals([0, 1, 2], { severity: "low" })];
  expect(shares(all).map(({ share }) => share)).toEqual([0.25, 0, 0, 0.75]);
  expect(shares([]).map(({ share }) => share)).toEqual([0, 0, 0, 0]);
});
