import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { Backfill } from "../../src/live/backfill";
import { EventStore } from "../../src/live/eventStore";
import { SNAPSHOT_LIMIT } from "../../src/live/frames";
import { anEvent, at } from "../anEvent";

const cut = Array.from({ length: SNAPSHOT_LIMIT }, (_, index) => anEvent({ id: `e${index}` }));
const rest = anEvent({ id: "rest" });
const page = (...items: EventView[]) => new Response(JSON.stringify({ items, nextCursor: null }));
const refusal = (status: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ title: "Not now", status }), { status, headers });

let store: EventStore;
let answer: ReturnType<typeof vi.fn<() => Promise<Response>>>;
let life: AbortController;
let fill: Backfill;
const receive = (events: EventView[]) => {
  store.apply({ kind: "snapshot", cursor: "c", at: at(0), events });
  fill.after(events, life.signal);
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  answer = vi.fn(async () => page(...cut, rest));
  vi.stubGlobal("fetch", answer);
  store = new EventStore();
  life = new AbortController();
  fill = new Backfill(store, () => 1);
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

test("before the first frame nothing is known, and a snapshot with room left is whole", () => {
  expect(store.known()).toBe("nothing");
  receive([rest]);
  expect(store.known()).toBe("whole");
  expect(answer).not.toHaveBeenCalled();
});

test("a snapshot that was cut is a part until the rest is read", async () => {
  receive(cut);
  expect(store.known()).toBe("part");
  await pass(200);
  expect(store.known()).toBe("whole");
  expect(store.get("rest")).toBeDefined();
});

test("what the server refuses now is asked for again, no sooner than it says", async () => {
  answer.mockResolvedValueOnce(refusal(503)).mockResolvedValueOnce(refusal(429, { "retry-after": "7" }));
  receive(cut);
  await pass(500);
  expect(answer).toHaveBeenCalledTimes(2);
  expect(store.known()).toBe("part");
  await pass(6500);
  expect(answer).toHaveBeenCalledTimes(2);
  await pass(1000);
  expect(store.known()).toBe("whole");
});

test("a new snapshot ends the reading for the old one: what closed meanwhile stays closed", async () => {
  let late: (response: Response) => void = () => undefined;
  answer.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  receive(cut);
  receive([anEvent({ id: "now" })]);
  late(page(...cut, rest));
  await pass(200);
  expect(store.view().map(({ id }) => id)).toEqual(["now"]);
  expect(store.known()).toBe("whole");
});

test("more than is kept stays a part", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => anEvent({ id: `m${index}` }));
  answer.mockResolvedValueOnce(page(...many));
  receive(cut);
  await pass(200);
  expect(store.known()).toBe("part");
  expect(store.view().length).toBeGreaterThan(10_000);
});
