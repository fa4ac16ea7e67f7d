import { expect, test } from "vitest";
import {
  type Filters,
  isFiltered,
  isSame,
  noFilters,
  queryOf,
  readFilters,
  searchQueryOf,
  toggled,
  writeFilters,
} from "../../src/events/filters";

const narrow: Filters = {
  statuses: ["new", "in_progress"],
  severities: ["critical"],
  sources: ["scada", "ami"],
  categories: ["leak"],
  facilities: ["f1"],
  assignee: "me",
  asides: ["shelved", "maintenance"],
  from: "2026-03-01T00:00:00Z",
  to: "2026-03-02T00:00:00Z",
  bbox: "16.1,48.1,16.5,48.3",
  text: "pump 3",
  sort: "-detectedAt",
};

test("filters survive the way through the address", () => {
  expect(readFilters(writeFilters(narrow))).toEqual(narrow);
});

test("no filter leaves no trace in the address", () => {
  expect(writeFilters(noFilters).toString()).toBe("");
});

test("what makes no sense in the address is ignored", () => {
  const written = "status=new,burning&severity=9&aside=asleep&from=soon&bbox=1,2,3&sort=colour&source=,a,,a";
  expect(readFilters(new URLSearchParams(written))).toEqual({
    ...noFilters,
    statuses: ["new"],
    sources: ["a"],
  });
});

test("all open statuses are what is shown without a choice", () => {
  const params = new URLSearchParams("status=new,acknowledged,in_progress,resolved");
  expect(readFilters(params)).toEqual(noFilters);
});

test("the API is told in full what the address leaves out", () => {
  const query = new URLSearchParams(queryOf(noFilters));
  expect(query.get("status")).toBe("new,acknowledged,in_progress,resolved");
  expect(query.get("sort")).toBe("urgency");
  expect(readFilters(query)).toEqual(noFilters);
});

test.each([
  ["pump 3", "pump* 3*"],
  ["pum*  leak", "pum* leak*"],
  ["SN-88", "sn 88*"],
  ["-- !", null],
  ["x".repeat(300), `${"x".repeat(64)}*`],
])("while %j is typed, each word is looked for as a beginning: %j", (text, asked) => {
  expect(new URLSearchParams(searchQueryOf({ ...noFilters, text })).get("q")).toBe(asked);
});

test("a search is never longer than the server takes, however many words it has", () => {
  const text = Array.from({ length: 40 }, (_, i) => `longword${i}`).join(" ");
  expect(new URLSearchParams(queryOf({ ...noFilters, text: "-- !" })).has("q")).toBe(false);
  const asked = new URLSearchParams(searchQueryOf({ ...noFilters, text })).get("q") ?? "";
  expect(asked.length).toBeLessThanOrEqual(200);
  expect(asked.split(" ").length).toBeLessThanOrEqual(16);
});

test("where closed ones are among them, the latest come first unless another order is asked for", () => {
  const sortAsked = (some: Partial<Filters>) =>
    new URLSearchParams(queryOf({ ...noFilters, statuses: ["resolved", "closed"], ...some })).get("sort");
  expect(sortAsked({})).toBe("-detectedAt");
  expect(sortAsked({ sort: "detectedAt" })).toBe("detectedAt");
  expect(sortAsked({ statuses: ["resolved"] })).toBe("urgency");
});

test("another order of the same events is no other filter", () => {
  expect(isSame(narrow, { ...narrow, sort: "urgency" })).toBe(true);
  expect(isSame(narrow, { ...narrow, text: "" })).toBe(false);
  expect(isFiltered({ ...noFilters, sort: "detectedAt" })).toBe(false);
  expect(isFiltered({ ...noFilters, assignee: "none" })).toBe(true);
});

test("a switch pressed twice is as before", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
