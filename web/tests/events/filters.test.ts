import { expect, test } from "vitest";
import { type Filters, passes, readFilters, toggled, writeFilters } from "../../src/events/filters";
import { anEvent } from "../anEvent";

const all: Filters = { statuses: [], severities: [], facilityId: null, text: "" };
const unnamed = { facility: null, actor: null };

test("filters survive the way through the address", () => {
  const filters: Filters = {
    statuses: ["new", "in_progress"],
    severities: ["critical"],
    facilityId: "f1",
    text: "pump 3",
  };
  expect(readFilters(writeFilters(filters))).toEqual(filters);
});

test("no filter leaves no trace in the address", () => {
  expect(writeFilters(all).toString()).toBe("");
});

test("words in the address that are no status or severity are ignored", () => {
  expect(readFilters(new URLSearchParams("status=new,burning&severity=9"))).toEqual({
    ...all,
    statuses: ["new"],
  });
});

test("without a chosen status all but closed events are shown", () => {
  expect(passes(anEvent({ id: "a", status: "resolved" }), all, unnamed)).toBe(true);
  expect(passes(anEvent({ id: "a", status: "closed" }), all, unnamed)).toBe(false);
  expect(passes(anEvent({ id: "a", status: "closed" }), { ...all, statuses: ["closed"] }, unnamed)).toBe(
    true,
  );
});

test("severity and facility narrow the list", () => {
  const event = anEvent({ id: "a", severity: "low", facilityId: "f1" });
  expect(passes(event, { ...all, severities: ["critical", "low"] }, unnamed)).toBe(true);
  expect(passes(event, { ...all, severities: ["critical"] }, unnamed)).toBe(false);
  expect(passes(event, { ...all, facilityId: "f2" }, unnamed)).toBe(false);
});

test.each([
  ["PUMP north", true],
  ["pump south", false],
  ["edge-1", true],
  ["ben", true],
  ["u-1", false],
])("the search %j over title, facility, source and who has it: %s", (text, found) => {
  const event = anEvent({ id: "a", title: "Pump 3 is hot", acknowledgedBy: "u-1" });
  expect(passes(event, { ...all, text }, { facility: "North station", actor: "Ben" })).toBe(found);
});

test("a switch pressed twice is as before", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
