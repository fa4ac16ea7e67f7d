import { expect, test } from "vitest";
import type { PageView } from "../../src/api/types";
import { allows, nextAction } from "../../src/events/actions/actions";
import { nextPageWords, pageWords, stateActor, stateWords } from "../../src/events/drawer/words";
import { localTime } from "../../src/time/instants";
import { anEvent, at } from "../anEvent";

const now = Date.parse(at(10));

test.each([
  [anEvent({ id: "a" }), null, "for 10 min, nobody has taken it"],
  [
    anEvent({ id: "a", status: "acknowledged", acknowledgedBy: "u-ana", acknowledgedAt: at(7) }),
    "u-ana",
    "3 min ago",
  ],
  [
    anEvent({ id: "a", status: "in_progress", acknowledgedBy: "u-ana", startedAt: at(8) }),
    "u-ana",
    `since ${localTime(at(8), now)}`,
  ],
  [anEvent({ id: "a", status: "resolved", resolvedAt: at(9), resolvedBy: "u-ben" }), "u-ben", "1 min ago"],
  [
    anEvent({ id: "a", status: "resolved", resolvedAt: at(9), resolvedBy: "system" }),
    null,
    "1 min ago, the last condition cleared",
  ],
  [anEvent({ id: "a", status: "closed", closedAt: at(9) }), null, "1 min ago"],
])("what became of an event is said after its status, and by whom", (event, by, words) => {
  expect(stateActor(event)).toBe(by);
  expect(stateWords(event, now)).toBe(words);
});

test("the next page is counted down, and when there is none it says so", () => {
  const next = { at: new Date(now + 130_000).toISOString(), level: 2, policy: "Pumps", targets: [] };
  expect(nextPageWords(next, now)).toBe("Pages level 2 in 2:10");
  expect(nextPageWords(next, now + 131_000)).toBe("Pages level 2 now");
  expect(nextPageWords(null, now)).toBe("No further page is due.");
});

const attempt = { startedAt: at(0), endedAt: at(0), result: "failed", detail: null } as const;
test.each<[Partial<PageView>, string]>([
  [{ status: "due", attempts: [] }, "Due"],
  [{ status: "attempting", attempts: [attempt, attempt] }, "Attempt 2 is running"],
  [{ status: "retrying", attempts: [attempt] }, "1 attempt failed, tries again"],
  [{ status: "delivered", attempts: [attempt] }, "Delivered"],
  [{ status: "delivered", attempts: [attempt, attempt] }, "Delivered at attempt 2"],
  [{ status: "dead", attempts: [attempt, attempt] }, "Not delivered, given up after 2 attempts"],
  [{ status: "suppressed", attempts: [], reason: "acknowledged first" }, "Suppressed: acknowledged first"],
])("a page %j reads %j", (page, words) => {
  expect(pageWords(page as PageView)).toBe(words);
});

test("each status offers what leads on, and closed offers nothing", () => {
  expect((["new", "acknowledged", "in_progress", "resolved", "closed"] as const).map(nextAction)).toEqual([
    "acknowledge",
    "start",
    "resolve",
    "close",
    null,
  ]);
});

test("only a resolved event can be closed, only a new one acknowledged", () => {
  expect(allows({ status: "resolved" }, "close")).toBe(true);
  expect(allows({ status: "in_progress" }, "close")).toBe(false);
  expect(allows({ status: "new" }, "acknowledge")).toBe(true);
  expect(allows({ status: "new" }, "start")).toBe(false);
  expect(allows({ status: "acknowledged" }, "acknowledge")).toBe(false);
});
