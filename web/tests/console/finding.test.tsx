import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { anEvent, at } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

const facets = {
  counted: 3,
  isComplete: true,
  status: { closed: 2 },
  severity: { high: 3 },
  category: { leak: 2 },
  source: { scada: 2, ami: 1 },
  facilityId: { f1: 2 },
};

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  room.answers.set("GET /events/facets", { body: facets });
  room.answers.set("GET /event-filters", { body: { items: [], nextCursor: null } });
});
afterEach(() => vi.unstubAllGlobals());

async function openList(path: string, ...events: EventView[]) {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
}

const rows = () =>
  screen
    .queryAllByRole("row")
    .map((row) => row.dataset.event)
    .filter((id) => id !== undefined);
const address = () => new URLSearchParams(window.location.search);

const scada = anEvent({ id: "scada", source: "scada", category: "leak" });
const ami = anEvent({ id: "ami", source: "ami", assignee: "user-ana" });

test("f opens the filters with what there is to choose from, and each choice holds at once", async () => {
  const user = userEvent.setup();
  await openList("/events", scada, ami);
  await user.keyboard("f");
  const source = within(await screen.findByRole("group", { name: "Source" }));
  await user.click(await source.findByRole("checkbox", { name: /scada/ }));
  await waitFor(() => expect(rows()).toEqual(["scada"]));
  expect(address().get("source")).toBe("scada");

  await user.click(screen.getByRole("button", { name: "Remove Source scada" }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Filter" })).toBeNull();
});

test("a facet is counted without its own choice, so that another one can be added", async () => {
  await openList("/events?source=scada&category=leak", scada);
  await userEvent.setup().keyboard("f");
  await waitFor(() => expect(room.sent("GET", "/events/facets").length).toBeGreaterThanOrEqual(3));
  const asked = room.sent("GET", "/events/facets").map(({ query }) => new URLSearchParams(query));
  expect(asked.map((query) => `${query.get("source")} ${query.get("category")}`).sort()).toEqual([
    "null leak",
    "scada leak",
    "scada null",
  ]);
});

test("an address shows what it says, with my own events for whoever opens it", async () => {
  await openList("/events?assignee=me", scada, ami);
  await waitFor(() => expect(rows()).toEqual(["ami"]));
  expect(screen.getByRole("button", { name: "Remove Assigned to me" })).toBeTruthy();
});

test("the switches count nothing by a filter that was left, until the answer for the new one is there", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /events", { body: { items: [], nextCursor: null } });
  await openList("/events?status=closed", scada);
  await screen.findByRole("button", { name: "Closed 2" });
  const answer = room.holds("GET /events/facets", { body: { ...facets, status: { closed: 1 } } });
  await user.click(screen.getByRole("button", { name: "High" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Closed 2" })).toBeNull());
  expect(screen.getByRole("button", { name: "Closed" })).toBeTruthy();
  answer();
  await screen.findByRole("button", { name: "Closed 1" });
});

test("closed events are read page by page as far as somebody scrolls", async () => {
  const page = (from: number) =>
    Array.from({ length: 200 }, (_, i) =>
      anEvent({ id: `c${from + i}`, status: "closed", detectedAt: at(-from - i), closedAt: at(-from - i) }),
    );
  room.answers.set("GET /events", ({ query }) => {
    const cursor = new URLSearchParams(query).get("cursor");
    return {
      body: cursor === null ? { items: page(0), nextCursor: "two" } : { items: page(200), nextCursor: null },
    };
  });
  await openList("/events?status=closed&sort=-detectedAt");
  await waitFor(() => expect(rows()[0]).toBe("c0"));
  const [first] = room.sent("GET", "/events");
  const query = new URLSearchParams(first?.query);
  expect([query.get("status"), query.get("sort"), query.get("limit")]).toEqual([
    "closed",
    "-detectedAt",
    "200",
  ]);
  // jsdom does not scroll: the list is as high as what was read, and asks for more only near its end.
  expect(room.sent("GET", "/events")).toHaveLength(1);
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("-1");
});

test("a list that cannot be read says why, and is read again when asked", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /events", {
    status: 400,
    body: { title: "No", status: 400, detail: "q has too many words." },
  });
  await openList("/events?status=closed");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("q has too many words.");
  room.answers.set("GET /events", { body: { items: [{ ...scada, status: "closed" }], nextCursor: null } });
  await user.click(within(alert).getByRole("button", { name: "Read again" }));
  await waitFor(() => expect(rows()).toEqual(["scada"]));
});

test("the table for a spreadsheet holds what is shown", async () => {
  await openList("/events?severity=high&q=pump", scada);
  const href = (await screen.findByRole("link", { name: "CSV" })).getAttribute("href") ?? "";
  const [path, query] = href.split("?");
  expect(path).toBe("/api/v1/events/export");
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    severity: "high",
    q: "pump*",
    status: "new,acknowledged,in_progress,resolved",
    sort: "urgency",
  });
});

test("a filter is kept under a name, chosen, and replaced by what is shown", async () => {
  const user = userEvent.setup();
  const kept = {
    id: "f1",
    name: "Leaks",
    query: "category=leak&sort=urgency",
    owner: "user-ana",
    version: 3,
  };
  room.answers.set("POST /event-filters", (call) => {
    room.answers.set("GET /event-filters", { body: { items: [kept], nextCursor: null } });
    expect(call.body).toEqual({
      name: "Leaks",
      query: "category=leak&status=new%2Cacknowledged%2Cin_progress%2Cresolved&sort=urgency",
    });
    return { status: 201, body: { id: "f1" } };
  });
  room.answers.set("PUT /event-filters/f1", { body: { ...kept, version: 4 } });
  await openList("/events?category=leak", scada, ami);
  await user.click(screen.getByRole("button", { name: "Saved" }));
  await user.type(await screen.findByLabelText("Keep what is shown as"), "Leaks");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByRole("link", { name: "Leaks" })).getAttribute("aria-current")).toBe("true");

  await user.click(screen.getByRole("button", { name: "Remove Category leak" }));
  await user.click(screen.getByRole("link", { name: "Leaks" }));
  await waitFor(() => expect(address().get("category")).toBe("leak"));

  await user.click(screen.getByRole("button", { name: "Critical" }));
  await user.click(await screen.findByRole("button", { name: "Replace Leaks by what is shown" }));
  await waitFor(() => expect(room.sent("PUT", "/event-filters/f1")).toHaveLength(1));
  const [put] = room.sent("PUT", "/event-filters/f1");
  expect(put?.headers.get("if-match")).toBe('"3"');
  expect(put?.body).toEqual({ name: "Leaks", query: expect.stringContaining("severity=critical") });
});
