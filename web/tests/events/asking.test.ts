import { expect, test } from "vitest";
import { allows } from "../../src/events/actions/actions";
import { durationOf } from "../../src/events/actions/asking/howLong";
import { summaryOf } from "../../src/events/actions/BulkNote";
import { readPlace, wordsOfPlace } from "../../src/events/create/place";
import { asCategory, bodyOf, isComplete, newReport } from "../../src/events/create/report";
import { sizeInWords } from "../../src/events/drawer/sizes";
import { partsOf } from "../../src/events/drawer/Told";
import { toField } from "../../src/time/fieldTime";
import { millisecondsOf } from "../../src/time/isoDuration";
import { anEvent, at } from "../anEvent";

const now = Date.parse(at(0));
const trouble = { what: "It is closed.", next: "", traceId: null };

test("a time to wait until becomes a length, and one that is over none", () => {
  expect(durationOf({ length: "PT4H", until: "" }, now)).toBe("PT4H");
  expect(durationOf({ length: "until", until: toField(at(90)) }, now)).toBe("PT5400S");
  expect(durationOf({ length: "until", until: toField(at(-1)) }, now)).toBeNull();
  expect(durationOf({ length: "until", until: "" }, now)).toBeNull();
});

test("what became of many is told in one sentence", () => {
  const [a, b, c] = [anEvent({ id: "a" }), anEvent({ id: "b" }), anEvent({ id: "c" })];
  expect(summaryOf({ action: "acknowledge", items: [{ event: a, outcome: "done" }] })).toBe(
    "Acknowledged 1 event.",
  );
  expect(
    summaryOf({
      action: "shelve",
      items: [
        { event: a, outcome: "done" },
        { event: b, outcome: "unchanged" },
        { event: c, trouble },
      ],
    }),
  ).toBe("Shelved 1 event; 1 was so already; 1 was refused.");
});

test("what is on the shelf can be taken from it, and the rest be put there", () => {
  const aside = { by: "u-ana", reason: "r", since: at(0), until: at(9), oneShot: false };
  const shelved = anEvent({ id: "a", shelved: aside });
  expect([allows(shelved, "shelve"), allows(shelved, "unshelve")]).toEqual([false, true]);
  const other = anEvent({ id: "b" });
  expect([allows(other, "shelve"), allows(other, "unshelve")]).toEqual([true, false]);
});

test("an event is split only where more than one condition is still true", () => {
  const condition = { conditionKey: "k", source: "s", title: "t", since: at(0) };
  expect(allows(anEvent({ id: "a", contributors: [condition] }), "split")).toBe(false);
  expect(
    allows(anEvent({ id: "a", contributors: [condition, { ...condition, conditionKey: "l" }] }), "split"),
  ).toBe(true);
});

test("a report says what was filled in, and nothing of what was left out", () => {
  const report = {
    ...newReport({ lat: 48.2, lon: 16.4 }),
    title: " Leak ",
    category: asCategory("Pipe Leak"),
  };
  expect(isComplete(report)).toBe(true);
  expect(bodyOf(report)).toEqual({
    source: "manual",
    severity: "medium",
    category: "pipe-leak",
    title: "Leak",
    location: { lat: 48.2, lon: 16.4 },
  });
  expect(isComplete({ ...report, category: "é" })).toBe(false);
  expect(isComplete({ ...report, title: "  " })).toBe(false);
});

test.each([
  ["48.2289, 16.4089", { lat: 48.2289, lon: 16.4089 }],
  ["48.2 16.4", { lat: 48.2, lon: 16.4 }],
  ["91, 0", null],
  ["48.2", null],
  ["here, there", null],
])("the place %j is read as %j", (text, place) => {
  expect(readPlace(text)).toEqual(place);
  if (place !== null) expect(readPlace(wordsOfPlace(place))).toEqual(place);
});

test("ids in a sentence are found as whole words", () => {
  expect(partsOf("u-1 assigned it to u-12.", ["u-1", "u-12"])).toEqual([
    "u-1",
    " assigned it to ",
    "u-12",
    ".",
  ]);
  expect(partsOf("Nothing here", [])).toEqual(["Nothing here"]);
});

test("sizes are said as people say them", () => {
  expect([0, 812, 3482, 10 * 1024 * 1024].map(sizeInWords)).toEqual(["0 B", "812 B", "3.4 KB", "10 MB"]);
});

test.each([
  ["PT5M", 300_000],
  ["P1DT2H3M4.5S", 93_784_500],
  ["P7D", 604_800_000],
  ["5 min", Number.NaN],
])("the duration %j is %j ms", (written, milliseconds) => {
  expect(millisecondsOf(written)).toBe(milliseconds);
});

test("nobody is offered to escalate what the server would refuse: set aside, or not seen often enough", () => {
  const aside = { by: "u-ana", reason: "r", since: at(0), until: at(9), oneShot: false };
  const gathering = { seen: 1, count: 3, within: "PT5M" };
  for (const some of [{ shelved: aside }, { suppressed: aside }, { outOfService: aside }, { gathering }])
    expect(allows(anEvent({ id: "a", ...some }), "escalate")).toBe(false);
  const muted = [{ kind: "inhibited", reason: "r", since: at(0) } as const];
  expect(allows(anEvent({ id: "a", muted }), "escalate")).toBe(true);
});
