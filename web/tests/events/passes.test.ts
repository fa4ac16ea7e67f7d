import { expect, test } from "vitest";
import type { EventView } from "../../src/api/types";
import { boxOf, isIn } from "../../src/events/box";
import { type Filters, noFilters } from "../../src/events/filters";
import { passer } from "../../src/events/passes";
import { anEvent, at } from "../anEvent";

const passes = (some: Partial<EventView>, filters: Partial<Filters>) =>
  passer({ ...noFilters, ...filters }, { myId: "u-ana" })(anEvent({ id: "a", ...some }));

const aside = { by: "u-ana", reason: "valve stuck", since: at(0), until: at(60), oneShot: false };

test("without a chosen status all but closed events are shown", () => {
  expect(passes({ status: "resolved" }, {})).toBe(true);
  expect(passes({ status: "closed" }, {})).toBe(false);
  expect(passes({ status: "closed" }, { statuses: ["closed"] })).toBe(true);
});

test.each<[Partial<EventView>, Partial<Filters>, boolean]>([
  [{ severity: "low" }, { severities: ["critical", "low"] }, true],
  [{ severity: "low" }, { severities: ["critical"] }, false],
  [{ facilityId: "f1" }, { facilities: ["f1", "f2"] }, true],
  [{ facilityId: null }, { facilities: ["f1"] }, false],
  [{ source: "scada" }, { sources: ["ami"] }, false],
  [{ category: "leak" }, { categories: ["leak"] }, true],
  [{ assignee: "u-ana" }, { assignee: "me" }, true],
  [{ assignee: "u-ben" }, { assignee: "me" }, false],
  [{ assignee: null }, { assignee: "none" }, true],
  [{ assignee: "u-ben" }, { assignee: "u-ben" }, true],
  [{ assignee: "u-ben" }, { assignee: "u-carla,u-ben" }, true],
  [{ assignee: null }, { assignee: "me,none" }, true],
  [{ assignee: "u-ana" }, { assignee: "me,none" }, true],
  [{ assignee: "u-ben" }, { assignee: "me,none" }, false],
  [{ shelved: aside }, { asides: ["shelved"] }, true],
  [{ suppressed: aside }, { asides: ["shelved", "out_of_service"] }, false],
  [{ muted: [{ kind: "inhibited", reason: "r", since: at(0) }] }, { asides: ["inhibited"] }, true],
  [{ detectedAt: at(0) }, { from: at(0), to: at(1) }, true],
  [{ detectedAt: at(1) }, { from: at(0), to: at(1) }, false],
  [{ location: { lat: 48.2, lon: 16.4 } }, { bbox: "16,48,17,49" }, true],
  [{ location: null }, { bbox: "16,48,17,49" }, false],
])("%j asked for with %j passes: %s", (some, filters, is) => {
  expect(passes(some, filters)).toBe(is);
});

test.each([
  ["PUMP hot", true],
  ["pum* ho", true],
  ["ump", false],
  ["pump south", false],
  ["sn-88", true],
  ["sn-8812", true],
  ["88-sn", false],
  ["serial", true],
  ["edge-1", false],
  ["pressure", false],
  ["zulauf", true],
  ["e\u0301t\u00e9", true],
  ["-- !", true],
])("the search %j finds an event by the beginnings of its words, as the server does: %s", (text, found) => {
  const event = {
    title: "Pump 3 is hot",
    description: "ZULAUF, et\u00e9",
    attributes: { serial: "SN-8812" },
  };
  expect(passes(event, { text })).toBe(found);
});

test("a box may cross the 180th meridian, and what is no box is none", () => {
  const box = boxOf("179,-10,-179,10");
  expect(box).not.toBeNull();
  if (box !== null) {
    expect(isIn(box, { lat: 0, lon: 179.5 })).toBe(true);
    expect(isIn(box, { lat: 0, lon: -179.5 })).toBe(true);
    expect(isIn(box, { lat: 0, lon: 0 })).toBe(false);
  }
  for (const wrong of ["", "1,2,3", "1,2,3,x", "1,5,3,2", "1,,3,4", "0,0,190,1"])
    expect(boxOf(wrong)).toBeNull();
});
