import { expect, test } from "vitest";
import type { EventView } from "../../src/api/types";
import { listed, newestOf, nothingRead, type Read } from "../../src/events/list/listed";
import { inOrder } from "../../src/events/order";
import { anEvent, at } from "../anEvent";

const closed = (id: string, minutes: number, version = 1) =>
  anEvent({ id, status: "closed", detectedAt: at(minutes), closedAt: at(minutes), version });
const read = (isCut: boolean, ...events: EventView[]): Read => ({
  events: new Map(events.map((event) => [event.id, event])),
  isCut,
});
const ids = (events: readonly EventView[]) => events.map((event) => event.id);
const everything = () => true;

test("of what was read and what came live, the newer version is shown", () => {
  const known = newestOf(read(false, closed("a", 0, 3)), [closed("a", 0, 2), closed("b", 0, 1)]);
  expect([...known.values()].map(({ id, version }) => `${id}${version}`)).toEqual(["a3", "b1"]);
});

test("what the server listed belongs to it as long as it stays as it was", () => {
  const before = closed("a", 0, 1);
  const list = (live: EventView[]) => {
    const told = read(false, before);
    return ids(listed(newestOf(told, live), told, () => false, "urgency"));
  };
  expect(list([])).toEqual(["a"]);
  expect(list([{ ...before, version: 2 }])).toEqual([]);
});

test("behind the last that the server listed nothing is told while it has more", () => {
  const told = read(true, closed("a", 30), closed("b", 20));
  const old = closed("old", 10);
  const fresh = closed("fresh", 40);
  const known = newestOf(told, [old, fresh]);
  expect(ids(listed(known, told, everything, "-detectedAt"))).toEqual(["fresh", "a", "b"]);
  expect(ids(listed(known, { ...told, isCut: false }, everything, "-detectedAt"))).toEqual([
    "fresh",
    "a",
    "b",
    "old",
  ]);
});

test("before anything was read, what came live is shown", () => {
  expect(ids(listed(newestOf(nothingRead, [closed("a", 0)]), nothingRead, everything, "urgency"))).toEqual([
    "a",
  ]);
});

test("each order is the reverse of its opposite, also among equals", () => {
  const events = [closed("a", 0), closed("b", 5), closed("c", 0)];
  expect(ids(inOrder(events, "detectedAt"))).toEqual(["a", "c", "b"]);
  expect(ids(inOrder(events, "-detectedAt"))).toEqual(["b", "c", "a"]);
});
