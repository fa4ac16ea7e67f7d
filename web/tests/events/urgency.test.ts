import { expect, test } from "vitest";
import type { EventView } from "../../src/api/types";
import { isUnresolved, mostUrgentFirst } from "../../src/events/urgency";
import { anEvent, at } from "../anEvent";

const order = (...events: EventView[]) => mostUrgentFirst(events).map((event) => event.id);

test("what nobody took comes before what somebody has, whatever its severity", () => {
  const taken = anEvent({ id: "taken", status: "acknowledged", severity: "critical" });
  const waiting = anEvent({ id: "waiting", severity: "low" });
  expect(order(taken, waiting)).toEqual(["waiting", "taken"]);
});

test("among those that wait the most severe comes first", () => {
  const events = (["low", "high", "critical", "medium"] as const).map((severity) =>
    anEvent({ id: severity, severity }),
  );
  expect(order(...events)).toEqual(["critical", "high", "medium", "low"]);
});

test("among equals the nearest SLA comes first", () => {
  expect(order(anEvent({ id: "late", slaDueAt: at(50) }), anEvent({ id: "soon", slaDueAt: at(5) }))).toEqual([
    "soon",
    "late",
  ]);
});

test("acknowledged and in progress are alike: both are in somebody's hands", () => {
  const started = anEvent({ id: "started", status: "in_progress", severity: "medium" });
  const acknowledged = anEvent({ id: "acknowledged", status: "acknowledged", severity: "critical" });
  expect(order(started, acknowledged)).toEqual(["acknowledged", "started"]);
});

test("resolved and closed come last, the latest of them on top", () => {
  const closed = anEvent({ id: "closed", status: "closed", severity: "critical", closedAt: at(30) });
  const early = anEvent({ id: "early", status: "resolved", resolvedAt: at(10) });
  const late = anEvent({ id: "late", status: "resolved", severity: "low", resolvedAt: at(20) });
  const open = anEvent({ id: "open", status: "in_progress", severity: "low" });
  expect(order(closed, early, late, open)).toEqual(["open", "late", "early", "closed"]);
});

test("the order of events that are equal in all this does not depend on how they came", () => {
  const [a, b] = [anEvent({ id: "a" }), anEvent({ id: "b" })];
  expect(order(a, b)).toEqual(order(b, a));
});

test("resolved and closed events need nobody", () => {
  const needing = (["new", "acknowledged", "in_progress", "resolved", "closed"] as const).filter((status) =>
    isUnresolved(anEvent({ id: "x", status })),
  );
  expect(needing).toEqual(["new", "acknowledged", "in_progress"]);
});

test("what calls nobody comes behind what is in somebody's hands, before what is over", () => {
  const aside = { by: "u-ana", reason: "r", since: at(0), until: at(9), oneShot: false };
  const shelved = anEvent({ id: "shelved", severity: "critical", outOfService: aside });
  const taken = anEvent({ id: "taken", status: "in_progress", severity: "low" });
  const over = anEvent({ id: "over", status: "resolved", resolvedAt: at(1), shelved: aside });
  expect(order(over, shelved, taken)).toEqual(["taken", "shelved", "over"]);
});
