import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { operationWords, resultWords } from "../../src/settings/audit/words";
import { fromField, toField } from "../../src/time/fieldTime";
import { feed } from "../console/feed";
import { Room } from "../console/room";
import { Office } from "./office";

const entry = {
  at: "2026-03-02T12:00:00Z",
  actor: "user-ben",
  operation: "acknowledgeEvent",
  path: "/api/v1/events/e1/acknowledge",
  status: 200,
  trace: "4bf92f3577b34da6a3ce929d0e0e4736",
};
let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  new Office(room);
  room.answers.set("GET /audit", ({ query }) => {
    const second = new URLSearchParams(query).get("cursor") === "older";
    const items = second ? [{ ...entry, actor: "user-gone", actorName: "Dora" }] : [entry];
    return { body: { items, nextCursor: second ? null : "older" } };
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const asked = () =>
  room.sent("GET", "/audit").map(({ query }) => Object.fromEntries(new URLSearchParams(query)));

test("the audit says who did what in words, and older entries follow", async () => {
  room.open("/settings/audit");
  const row = await screen.findByRole("row", { name: /acknowledge event/ });
  await waitFor(() => expect(row.textContent).toContain("Ben"));
  expect(row.textContent).toContain("/events/e1/acknowledge");
  expect(row.textContent).toContain("done");

  await userEvent.click(screen.getByRole("button", { name: "Older entries" }));
  expect(await screen.findByRole("button", { name: "Dora" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Older entries" })).toBeNull();
  expect(asked()).toEqual([{ limit: "100" }, { limit: "100", cursor: "older" }]);
});

test("the filters of the audit live in the address and go to the server", async () => {
  room.open("/settings/audit?operation=acknowledgeEvent&from=2026-03-01T00:00:00Z");
  await userEvent.click(await screen.findByRole("button", { name: "Ben" }));
  await waitFor(() => expect(new URLSearchParams(window.location.search).get("actor")).toBe("user-ben"));
  await waitFor(() =>
    expect(asked().at(-1)).toEqual({
      actor: "user-ben",
      operation: "acknowledgeEvent",
      from: "2026-03-01T00:00:00Z",
      limit: "100",
    }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Show all" }));
  await waitFor(() => expect(window.location.search).toBe(""));
});

test.each([
  ["acknowledgeEvent", "acknowledge event"],
  ["rotateApiKey", "rotate api key"],
  ["create-user", "create user"],
])("%s is said as “%s”", (operation, words) => {
  expect(operationWords(operation)).toBe(words);
});

test.each([
  [201, "done"],
  [403, "refused: not allowed"],
  [418, "refused (418)"],
  [503, "failed (503)"],
])("an answer of %i is told as “%s”", (status, words) => {
  expect(resultWords(status)).toBe(words);
});

test("a time field takes an instant and gives it back", () => {
  expect(fromField(toField("2026-03-02T12:00:05Z"))).toBe("2026-03-02T12:00:05.000Z");
  expect(toField("")).toBe("");
  expect(fromField("")).toBe("");
});
