import { expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { lister, newestOf, nothingRead, type Read } from "../../src/events/list/listed";
import type { Order } from "../../src/events/order";
import { anEvent, at } from "../anEvent";

const closed = (id: string, minutes: number, version = 1) =>
  anEvent({ id, status: "closed", detectedAt: at(minutes), closedAt: at(minutes), version });
const read = (isCut: boolean, ...events: EventView[]): Read => ({
  events: new Map(events.map((event) => [event.id, event])),
  isCut,
});
const ids = (events: readonly EventView[]) => events.map((event) => event.id);
const everything = () => true;
const listed = (
  known: ReadonlyMap<string, EventView>,
  told: Read,
  passes: (event: EventView) => boolean,
  order: Order,
) => lister(told, passes, order)(known);
const inOrder = (events: readonly EventView[], order: Order) =>
  listed(newestOf(nothingRead, events), nothingRead, everything, order);

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

test("what is read by urgency comes as the server lists it: by severity and arrival, whatever calls nobody", () => {
  const aside = { by: "u-ana", reason: "r", since: at(0), until: at(9), oneShot: false };
  const events = [
    anEvent({ id: "late", severity: "critical", receivedAt: at(5), slaDueAt: at(6) }),
    anEvent({ id: "shelved", severity: "critical", receivedAt: at(1), shelved: aside }),
    anEvent({ id: "taken", severity: "critical", status: "in_progress" }),
    anEvent({ id: "old", severity: "critical", status: "closed", receivedAt: at(-9) }),
    anEvent({ id: "high", receivedAt: at(0) }),
  ];
  expect(ids(inOrder(events, "listed-urgency"))).toEqual(["shelved", "late", "high", "taken", "old"]);
});

test("one that changed or is set aside defeats no cut, and a page that changed as a whole is no empty list", () => {
  const open = (id: string, minutes: number, some: Partial<EventView> = {}) =>
    anEvent({ id, receivedAt: at(minutes), ...some });
  const told = read(true, open("a", 0), open("b", 1));
  const behind = open("behind", 5);
  const now = (...live: EventView[]) =>
    ids(listed(newestOf(told, [...live, behind]), told, everything, "listed-urgency"));
  expect(now()).toEqual(["a", "b"]);
  expect(now(open("a", 0, { status: "acknowledged", version: 2 }))).toEqual(["b"]);
  expect(now(open("a", 0, { severity: "critical", version: 2 }))).toEqual(["a", "b"]);
  expect(now(open("b", 1, { status: "resolved", version: 2 }), open("new", 0.5))).toEqual(["a", "new"]);
});

test("of ten thousand, only what has changed is looked at again", () => {
  const events = Array.from({ length: 10_000 }, (_, i) => anEvent({ id: `e${i}`, slaDueAt: at(i) }));
  const passes = vi.fn((event: EventView) => event.status === "new");
  const list = lister(nothingRead, passes, "urgency");
  const first = list(newestOf(nothingRead, events));
  expect(first).toHaveLength(10_000);
  expect(passes).toHaveBeenCalledTimes(10_000);

  const parse = vi.spyOn(Date, "parse");
  expect(list(newestOf(nothingRead, events))).toBe(first);
  expect(passes).toHaveBeenCalledTimes(10_000);

  const changed = events.with(7, anEvent({ id: "e7", slaDueAt: at(7.5), version: 2 }));
  changed[9] = anEvent({ id: "e9", status: "closed", version: 2 });
  changed.push(anEvent({ id: "new", slaDueAt: at(-1) }));
  const then = ids(list(newestOf(nothingRead, changed)));
  expect(then.slice(0, 11)).toEqual(["new", ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 10].map((i) => `e${i}`)]);
  expect(then).toHaveLength(10_000);
  expect(passes).toHaveBeenCalledTimes(10_003);
  expect(parse.mock.calls.length).toBeLessThanOrEqual(3);
});

test("what went and comes back as it was is listed again", () => {
  const [a, b] = [anEvent({ id: "a" }), anEvent({ id: "b" })];
  const list = lister(nothingRead, everything, "urgency");
  const among = (...events: EventView[]) => ids(list(newestOf(nothingRead, events)));
  expect([among(a, b), among(b), among(a, b)]).toEqual([["a", "b"], ["b"], ["a", "b"]]);
});
