import { expect, test } from "vitest";
import { noFilters } from "../../src/events/filters";
import { chipsOf } from "../../src/events/finding/chips";
import { optionsOf } from "../../src/events/finding/options";
import { at } from "../anEvent";

const names = { facility: (id: string) => (id === "f1" ? "North" : null), actor: () => "Ben" };

test("each thing asked for is a chip in words, and goes away by itself", () => {
  const filters = {
    ...noFilters,
    sources: ["scada", "ami"],
    facilities: ["f1"],
    assignee: "u-ben",
    text: "pump",
  };
  const chips = chipsOf(filters, names, Date.parse(at(0)));
  expect(chips.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    "Words: pump",
    "Source: scada",
    "Source: ami",
    "Facility: North",
    "Assigned to: Ben",
  ]);
  expect(chips.map(({ without }) => without)).toEqual([
    { text: "" },
    { sources: ["ami"] },
    { sources: ["scada"] },
    { facilities: [] },
    { assignee: null },
  ]);
});

test("a chip says whose, of several, and what of a search is not looked for", () => {
  const value = (some: object) => chipsOf({ ...noFilters, ...some }, names, 0)[0]?.value;
  expect(value({ assignee: "me,none,u-ben" })).toBe("me or nobody or Ben");
  expect(value({ text: "--" })).toBe("--: no letters or digits to look for");
  expect(value({ text: "a b c d e f g h i j k l m n o p q" })).toMatch(/only the first 16 words/);
});

test("status and severity have switches and no chips", () => {
  expect(chipsOf({ ...noFilters, statuses: ["new"], severities: ["low"] }, names, 0)).toEqual([]);
});

test("the most frequent value stands on top, and a chosen one stays when nothing has it", () => {
  const options = optionsOf({ flow: 1, leak: 5, access: 1 }, ["gone"], String, "");
  expect(options.map(({ value, count }) => `${value} ${count}`)).toEqual([
    "leak 5",
    "access 1",
    "flow 1",
    "gone 0",
  ]);
  expect(optionsOf({ flow: 1, leak: 5 }, [], String, "LE").map(({ value }) => value)).toEqual(["leak"]);
});
