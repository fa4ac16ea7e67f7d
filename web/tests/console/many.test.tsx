import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { anEvent } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => vi.unstubAllGlobals());

const events = ["pump", "tank", "valve", "meter"].map((id) => anEvent({ id, title: `The ${id}` }));
const [pump, tank] = events as [EventView, EventView];

async function openList() {
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
  await screen.findByRole("grid");
}

const bar = () => screen.findByRole("toolbar", { name: "Selected events" });
const selected = () =>
  screen
    .getAllByRole("row")
    .filter((row) => row.getAttribute("aria-selected") === "true")
    .map((row) => row.dataset.event);

test("many are acted on in one request, and each answers for itself", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", {
    body: {
      results: [
        { id: "meter", outcome: "done" },
        { id: "pump", problem: { type: "refused", title: "No", status: 409, detail: "It is closed." } },
      ],
    },
  });
  await openList();
  await user.keyboard("jxjx");
  await user.click(within(await bar()).getByRole("button", { name: "Acknowledge 2" }));

  const note = await screen.findByTestId("bulk-note");
  expect(note.textContent).toContain("Acknowledged 1 event; 1 was refused.");
  expect(within(note).getByRole("link", { name: "The pump" }).closest("li")?.textContent).toContain(
    "It is closed.",
  );
  expect(room.sent("POST", "/events/bulk")[0]?.body).toEqual({
    action: "acknowledge",
    ids: ["meter", "pump"],
  });
  await user.click(within(note).getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByTestId("bulk-note")).toBeNull();
});

test("where the whole request failed, every event says so", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", {
    status: 503,
    body: { title: "Not now", status: 503, traceId: "77" },
  });
  await openList();
  await user.keyboard("jxjxa");
  expect((await screen.findByTestId("bulk-note")).textContent).toContain(
    "Acknowledged 0 events; 2 were refused.",
  );
});

test("X selects up to here, * everything and then nothing", async () => {
  const user = userEvent.setup();
  await openList();
  await user.keyboard("jxjjX");
  expect(selected()).toEqual(["meter", "pump", "tank"]);
  await user.keyboard("*");
  expect(selected()).toHaveLength(4);
  await user.keyboard("*");
  expect(selected()).toEqual([]);
});

test("a click with shift selects what lies between, and opens nothing", async () => {
  const user = userEvent.setup();
  await openList();
  await user.click(screen.getByRole("checkbox", { name: "Select The pump" }));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByRole("row", { name: /The valve/ }));
  await user.keyboard("{/Shift}");
  expect(selected()).toEqual(["pump", "tank", "valve"]);
  expect(window.location.pathname).toBe("/events");
});

test("shelving asks for how long and why, for many at once", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", {
    body: { results: events.map(({ id }) => ({ id, outcome: "done" })) },
  });
  await openList();
  await user.keyboard("*z");
  const dialog = await screen.findByRole("dialog", { name: "Shelve: 4 events" });
  expect(within(dialog).getByRole("button", { name: "Shelve 4" }).hasAttribute("disabled")).toBe(true);
  await user.keyboard("valve stuck");
  await user.selectOptions(within(dialog).getByLabelText("For"), "4 h");
  await user.click(within(dialog).getByRole("button", { name: "Shelve 4" }));
  expect((await screen.findByTestId("bulk-note")).textContent).toContain("Shelved 4 events.");
  expect(room.sent("POST", "/events/bulk")[0]?.body).toEqual({
    action: "shelve",
    ids: ["meter", "pump", "tank", "valve"],
    for: "PT4H",
    reason: "valve stuck",
    oneShot: false,
  });
});

test("what is refused for one keeps the question open with what was typed", async () => {
  const user = userEvent.setup();
  const refusal = { title: "No", status: 409, detail: "It is resolved already." };
  room.answers.set("POST /events/pump/escalate", { status: 409, body: refusal });
  await openList();
  await user.keyboard("jje");
  const dialog = await screen.findByRole("dialog", { name: "Escalate: “The pump”" });
  await user.keyboard("nobody answers{Enter}");
  expect((await within(dialog).findByRole("alert")).textContent).toContain("It is resolved already.");
  expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox").value).toBe("nobody answers");

  room.answers.set("POST /events/pump/escalate", { body: { ...pump, version: 2 } });
  await user.click(within(dialog).getByRole("button", { name: "Escalate" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(room.sent("POST", "/events/pump/escalate").at(-1)?.body).toEqual({ reason: "nobody answers" });
});

test("assigning offers oneself first, then everybody else and nobody", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /actors", {
    body: {
      items: [
        { id: "u-ben", name: "Ben" },
        { id: "k-1", name: "A program" },
      ],
    },
  });
  room.answers.set("POST /events/tank/assign", { body: { ...tank, assignee: "u-ben", version: 2 } });
  await openList();
  await user.keyboard("jjjo");
  const field = await screen.findByLabelText("To");
  await within(field).findByRole("option", { name: "Ben" });
  expect([...(field as HTMLSelectElement).options].map(({ text }) => text)).toEqual([
    "Ana (me)",
    "Nobody",
    "Ben",
  ]);
  await user.selectOptions(field, "Ben");
  await user.click(screen.getByRole("button", { name: "Assign" }));
  await screen.findByRole("row", { name: /for Ben/ });
  expect(room.sent("POST", "/events/tank/assign")[0]?.body).toEqual({ to: "u-ben" });
});

test("many are merged into one of them, which is no part of itself", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", {
    body: { results: ["meter", "tank", "valve"].map((id) => ({ id, outcome: "done" })) },
  });
  await openList();
  await user.keyboard("*");
  await user.click(within(await bar()).getByRole("button", { name: "Merge 4" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Merge into: 4 events" }));
  await user.click(dialog.getByRole("radio", { name: /The pump/ }));
  await user.type(dialog.getByLabelText("Why (may be left out)"), "one burst pipe");
  await user.click(dialog.getByRole("button", { name: "Merge 3 into “The pump”" }));
  expect((await screen.findByTestId("bulk-note")).textContent).toContain("Merged 3 events.");
  expect(room.sent("POST", "/events/bulk")[0]?.body).toEqual({
    action: "merge",
    ids: ["meter", "tank", "valve"],
    into: "pump",
    note: "one burst pipe",
  });
});

test("of very many that were refused only the first are told, and how many more there are", async () => {
  const user = userEvent.setup();
  const flood = Array.from({ length: 300 }, (_, i) => anEvent({ id: `e${i}`, title: `Event ${i}` }));
  const problem = { type: "refused", title: "No", status: 409, detail: "It is closed." };
  room.answers.set("POST /events/bulk", { body: { results: flood.map(({ id }) => ({ id, problem })) } });
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...flood);
  await screen.findByRole("grid");
  await user.keyboard("*a");
  const note = within(await screen.findByTestId("bulk-note"));
  expect(note.getAllByRole("link")).toHaveLength(50);
  expect(note.getByText(/and 250 more/)).toBeTruthy();
});

test("what somebody has is given back with a reason, one or many", async () => {
  const user = userEvent.setup();
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events.map((event) => ({ ...event, status: "acknowledged" as const })));
  await screen.findByRole("grid");
  for (const { id } of events)
    room.answers.set(`POST /events/${id}/unacknowledge`, { body: { ...anEvent({ id }), version: 2 } });
  await user.keyboard("jb");
  await screen.findByRole("dialog", { name: "Give back: “The meter”" });
  await user.keyboard("called away{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(room.sent("POST", "/events/meter/unacknowledge")[0]?.body).toEqual({ reason: "called away" });

  room.answers.set("POST /events/pump/unacknowledge", { status: 409, body: { title: "No", status: 409 } });
  await user.keyboard("*");
  await user.click(await within(await bar()).findByRole("button", { name: "Give back 3" }));
  await user.keyboard("{Enter}");
  expect((await screen.findByTestId("bulk-note")).textContent).toContain(
    "Gave back 2 events; 1 was refused.",
  );
  expect(room.sent("POST", "/events/bulk")).toEqual([]);
});
