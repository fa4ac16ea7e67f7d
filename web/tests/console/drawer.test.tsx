import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { anEvent, at } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  room.answers.set("GET /actors", { body: { items: [{ id: "u-ben", name: "Ben" }] } });
});
afterEach(() => vi.unstubAllGlobals());

async function openDrawer(event: EventView, ...others: EventView[]) {
  room.open(`/events/${event.id}`);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", event, ...others);
  return within(await screen.findByRole("complementary", { name: event.title }));
}

const pump = anEvent({ id: "pump", title: "Pump 3 is hot", category: "temperature" });
const tank = anEvent({ id: "tank", title: "Tank is low", category: "level" });
const aside = { by: "u-ben", reason: "valve stuck", since: at(0), until: at(60), oneShot: true };

test("what is shelved says by whom and why, does not call, and comes back", async () => {
  const user = userEvent.setup();
  const drawer = await openDrawer({ ...pump, shelved: aside });
  const note = within(await drawer.findByRole("group", { name: "Shelved" }));
  await note.findByText(/Ben/);
  expect(note.getByText(/valve stuck/).textContent).toContain("or until it changes by itself");
  expect(drawer.queryByLabelText("High, unacknowledged")).toBeNull();

  room.answers.set("POST /events/pump/unshelve", { body: { ...pump, version: 2 } });
  await user.click(note.getByRole("button", { name: "Unshelve" }));
  await waitFor(() => expect(drawer.queryByRole("group", { name: "Shelved" })).toBeNull());
});

test("what is muted, unstable, gathering or standing still says so", async () => {
  const drawer = await openDrawer({
    ...pump,
    muted: [{ kind: "inhibited", reason: "Mains lost at North", since: at(0) }],
    unstable: { since: at(0), changes: 7 },
    slaPausedAt: at(1),
    gathering: { seen: 1, count: 3, within: "PT5M" },
  });
  expect(drawer.getByText(/It was seen once and calls from/).textContent).toContain(
    "3 times within 5 min on.",
  );
  expect(drawer.getByRole("group", { name: "Inhibited" }).textContent).toContain("Mains lost at North");
  expect(drawer.getByText(/it came and went 7 times/)).toBeTruthy();
  expect(drawer.getByText(/The SLA stands still/)).toBeTruthy();
});

test("it is merged into an event that is picked by its words, which is then shown", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/pump/merge", {
    body: { ...pump, status: "closed", mergedInto: "tank", version: 2 },
  });
  const drawer = await openDrawer(pump, tank, anEvent({ id: "door", title: "Door open" }));
  await user.click(drawer.getByRole("button", { name: "More" }));
  await user.click(drawer.getByRole("button", { name: "Merge into" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.keyboard("tank");
  await user.click(dialog.getByRole("radio", { name: /Tank is low/ }));
  await user.click(dialog.getByRole("button", { name: "Merge into “Tank is low”" }));
  await screen.findByRole("complementary", { name: "Tank is low" });
  expect(room.sent("POST", "/events/pump/merge")[0]?.body).toEqual({ into: "tank" });
});

test("some conditions are split off into an event of their own, and at least one stays", async () => {
  const user = userEvent.setup();
  const condition = (key: string) => ({
    conditionKey: key,
    source: "edge-1",
    title: `Above ${key}`,
    since: at(0),
  });
  room.answers.set("POST /events/pump/split", { status: 201, body: { eventId: "tank" } });
  const drawer = await openDrawer({ ...pump, contributors: [condition("95"), condition("99")] }, tank);
  await user.click(drawer.getByRole("button", { name: "More" }));
  await user.click(drawer.getByRole("button", { name: "Split" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("checkbox", { name: /Above 95/ }));
  await user.click(dialog.getByRole("checkbox", { name: /Above 99/ }));
  expect(dialog.getByRole("button", { name: "Split" }).hasAttribute("disabled")).toBe(true);
  await user.click(dialog.getByRole("checkbox", { name: /Above 95/ }));
  await user.click(dialog.getByRole("button", { name: "Split" }));
  await screen.findByRole("complementary", { name: "Tank is low" });
  expect(room.sent("POST", "/events/pump/split")[0]?.body).toEqual({ conditionKeys: ["99"] });
});

test("links name the events that they lead to, and are taken away", async () => {
  const user = userEvent.setup();
  const links = [
    { kind: "event" as const, id: "tank" },
    { kind: "work_order" as const, id: "WO-17" },
  ];
  room.answers.set("POST /events/pump/unlink", { body: { ...pump, links: links.slice(0, 1), version: 2 } });
  const drawer = await openDrawer({ ...pump, links }, tank);
  const list = within(drawer.getByRole("region", { name: "Links" }));
  expect(list.getByRole("link", { name: "Tank is low" }).getAttribute("href")).toBe("/events/tank");
  await user.click(list.getByRole("button", { name: "Unlink work order WO-17" }));
  await waitFor(() => expect(list.queryByText("WO-17")).toBeNull());
  expect(room.sent("POST", "/events/pump/unlink")[0]?.body).toEqual({ kind: "work_order", id: "WO-17" });
});

test("files are sent as they are, told where one is refused, and led to where they can be had", async () => {
  const user = userEvent.setup();
  const report = {
    id: "a1",
    name: "pump 3.pdf",
    contentType: "application/pdf",
    size: 3482,
    by: "u-ben",
    at: at(0),
  };
  room.answers.set("POST /events/pump/attachments", ({ query }) => {
    if (query.includes("virus"))
      return { status: 422, body: { title: "No", status: 422, detail: "Not this kind." } };
    room.answers.set("GET /events/pump/attachments", { body: { items: [report] } });
    return { status: 201, body: { id: "a1" } };
  });
  const drawer = await openDrawer(pump);
  await user.upload(drawer.getByLabelText("Attach files"), [
    new File(["%PDF"], "pump 3.pdf", { type: "application/pdf" }),
    new File(["x"], "virus.exe"),
  ]);
  const files = within(drawer.getByRole("region", { name: "Attachments" }));
  const link = await files.findByRole("link", { name: "pump 3.pdf" });
  expect(link.getAttribute("href")).toBe("/api/v1/events/pump/attachments/a1");
  expect(files.getByText(/3.4 KB/).textContent).toContain("Ben");
  expect((await files.findByRole("alert")).textContent).toContain(
    "“virus.exe” was not attached. Not this kind.",
  );
  const [sent] = room.sent("POST", "/events/pump/attachments");
  expect([sent?.query, sent?.headers.get("content-type")]).toEqual(["name=pump%203.pdf", "application/pdf"]);
  expect(sent?.body).toBeInstanceOf(File);
});

test("the next page names who is paged, and each page says why it was made or not", async () => {
  room.answers.set("GET /channels", {
    body: { items: [{ id: "c1", name: "Ana's phone" }], nextCursor: null },
  });
  const page = {
    id: "p1",
    eventId: "pump",
    policyId: "p",
    policyName: "Pumps",
    level: 1,
    round: 1,
    channelId: "c1",
    channelName: "Ana's phone",
    channelKind: "log",
    status: "suppressed",
    cause: "due",
    reason: "maintenance of North",
    dueAt: at(0),
    attempts: [],
    deliveredAt: null,
    crossed: false,
    key: "k",
  };
  room.answers.set("GET /events/pump/pages", {
    body: { why: "1 page not made. Level 2 follows 2026-03-02 12:00:00 UTC.", items: [page] },
  });
  const soon = new Date(Date.now() + 600_000).toISOString();
  const drawer = await openDrawer({
    ...pump,
    nextPage: { at: soon, level: 2, policy: "Pumps", targets: ["c1"] },
  });
  await waitFor(() =>
    expect(drawer.getByTestId("next-page").textContent).toMatch(/Pages Ana's phone in .*level 2 of Pumps/),
  );
  const pages = within(drawer.getByRole("region", { name: "Pages" }));
  expect((await pages.findByText(/Level 1 to Ana's phone/)).textContent).toContain(
    "Suppressed: maintenance of North",
  );
  expect(pages.getByText("Nobody had acknowledged.")).toBeTruthy();
  const why = pages.getByText(/1 page not made/);
  expect(why.querySelector("time")?.getAttribute("datetime")).toBe("2026-03-02T12:00:00Z");
  expect(why.textContent).not.toContain("UTC");
});

test("the timeline says names for ids, but leaves what somebody wrote as it is", async () => {
  room.answers.set("GET /events/pump/timeline", {
    body: {
      items: [
        {
          at: at(0),
          type: "assigned",
          by: "u-ben",
          text: "u-ben assigned it to u-ben.",
          detail: { to: "u-ben" },
        },
        {
          at: at(1),
          type: "linked",
          by: "u-ben",
          text: "u-ben linked it to event tank.",
          detail: { kind: "event", id: "tank" },
        },
        {
          at: at(1),
          type: "taken_in",
          by: "u-ben",
          text: "u-ben merged event tank into it: Tank (seen once).",
          detail: { from: "tank" },
        },
        { at: at(2), type: "commented", by: "u-ben", text: "ask u-ben", detail: {} },
      ],
    },
  });
  const drawer = await openDrawer(pump, tank);
  const timeline = within(drawer.getByRole("region", { name: "Timeline" }));
  await waitFor(() => {
    const lines = timeline.getAllByRole("listitem").map((line) => line.lastElementChild?.textContent);
    expect(lines).toEqual([
      "ask u-ben Ben",
      "Ben merged event “Tank is low” into it: Tank (seen once).",
      "Ben linked it to event “Tank is low”.",
      "Ben assigned it to Ben.",
    ]);
  });
});

test("an event is reported by hand, and what it joined is shown and said", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/ingest", { body: { eventId: "tank", outcome: "merged" } });
  room.open("/events?severity=high&new=48.2,16.4");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", pump, tank);
  const dialog = within(await screen.findByRole("dialog", { name: "New event" }));
  await user.type(dialog.getByLabelText("What happened"), "Tank leaks");
  await user.click(dialog.getByRole("radio", { name: "Critical" }));
  await user.type(dialog.getByLabelText("Category"), "Pipe Leak");
  await user.click(dialog.getByRole("button", { name: "Report it" }));
  const drawer = within(await screen.findByRole("complementary", { name: "Tank is low" }));
  expect(drawer.getByRole("status").textContent).toContain("joined this event");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(window.location.search).toBe("?severity=high");
  expect(room.sent("POST", "/events/ingest")[0]?.body).toEqual({
    source: "manual",
    severity: "critical",
    category: "pipe-leak",
    title: "Tank leaks",
    location: { lat: 48.2, lon: 16.4 },
  });
});

test.each([
  ["operator", false],
  ["supervisor", true],
])("what changes how the plant is watched is offered to a %s: %s", async (role, offered) => {
  const user = userEvent.setup();
  room.signedInAs(role);
  const drawer = await openDrawer(pump);
  await user.click(drawer.getByRole("button", { name: "More" }));
  expect(drawer.queryByRole("button", { name: "Suppress by design" }) !== null).toBe(offered);
  expect(drawer.queryByRole("button", { name: "Out of service" }) !== null).toBe(offered);
});

test("out of service needs a reason and an end", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/pump/out-of-service", {
    body: { ...pump, outOfService: aside, version: 2 },
  });
  const drawer = await openDrawer(pump);
  await user.click(drawer.getByRole("button", { name: "More" }));
  await user.click(drawer.getByRole("button", { name: "Out of service" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.selectOptions(dialog.getByLabelText("For"), "7 d");
  expect(dialog.getByRole("button", { name: "Out of service" }).hasAttribute("disabled")).toBe(true);
  await user.type(dialog.getByLabelText("Reason"), "sensor is exchanged");
  await user.click(dialog.getByRole("button", { name: "Out of service" }));
  await drawer.findByRole("group", { name: "Out of service" });
  expect(room.sent("POST", "/events/pump/out-of-service")[0]?.body).toEqual({
    for: "P7D",
    reason: "sensor is exchanged",
  });
});
