import { act, screen, waitFor, within } from "@testing-library/react";
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

const events = ["meter", "pump", "tank", "valve"].map((id) => anEvent({ id, title: `The ${id}` }));

async function openList(path = "/events", ...all: EventView[]) {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...(all.length > 0 ? all : events));
  await screen.findByRole("grid");
}

const problem = (status: number, detail: string) => ({ status, body: { title: "No", status, detail } });
const all = { body: { results: events.map(({ id }) => ({ id, outcome: "done" })) } };

test("what was typed for many stays until the server has taken it", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", problem(503, "The store is away."));
  await openList();
  await user.keyboard("*e");
  const dialog = within(await screen.findByRole("dialog", { name: "Escalate: 4 events" }));
  await user.keyboard("nobody answers{Enter}");
  expect((await dialog.findByRole("alert")).textContent).toContain("The store is away.");
  expect(dialog.getByRole<HTMLTextAreaElement>("textbox").value).toBe("nobody answers");

  room.answers.set("POST /events/bulk", all);
  await user.click(dialog.getByRole("button", { name: "Escalate 4" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByTestId("bulk-note").textContent).toContain("Escalated 4 events.");
});

test("what is wished for many while something else is done to many is told, not dropped", async () => {
  const user = userEvent.setup();
  const answer = room.holds("POST /events/bulk", all);
  await openList();
  await user.keyboard("*a");
  await user.keyboard("r");
  expect((await screen.findByTestId("bulk-note")).textContent).toContain("Resolve was not done");
  await user.keyboard("e");
  const dialog = within(await screen.findByRole("dialog"));
  await user.keyboard("late{Enter}");
  expect((await dialog.findByRole("alert")).textContent).toContain("Something else is being done to many");
  expect(room.sent("POST", "/events/bulk")).toHaveLength(1);
  await act(async () => answer());
  await waitFor(() =>
    expect(screen.getByTestId("bulk-note").textContent).toContain("Acknowledged 4 events."),
  );
  expect(dialog.getByRole<HTMLTextAreaElement>("textbox").value).toBe("late");
});

test("an answer closes its own question, not the one that was asked after it", async () => {
  const user = userEvent.setup();
  const answer = room.holds("POST /events/meter/escalate", { body: anEvent({ id: "meter", version: 2 }) });
  await openList();
  await user.keyboard("je");
  await screen.findByRole("dialog", { name: "Escalate: “The meter”" });
  await user.keyboard("x{Enter}");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await user.keyboard("jz");
  await screen.findByRole("dialog", { name: "Shelve: “The pump”" });
  await act(async () => answer());
  await waitFor(() => expect(room.sent("POST", "/events/meter/escalate")).toHaveLength(1));
  expect(screen.getByRole("dialog", { name: "Shelve: “The pump”" })).toBeTruthy();
});

test("what is refused after its question was closed is told in the list", async () => {
  const user = userEvent.setup();
  const answer = room.holds("POST /events/meter/escalate", problem(409, "It is resolved already."));
  await openList();
  await user.keyboard("je");
  await screen.findByRole("dialog");
  await user.keyboard("x{Enter}");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await act(async () => answer());
  expect((await screen.findByRole("alert")).textContent).toContain("It is resolved already.");
});

test("the event that takes another in keeps its place while one chooses, and the button names it", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/meter/merge", problem(409, "No."));
  await openList("/events/meter");
  await user.click(await screen.findByRole("button", { name: "More" }));
  await user.click(screen.getByRole("button", { name: "Merge into" }));
  const dialog = within(await screen.findByRole("dialog"));
  const choices = () => dialog.getAllByRole("radio").map((one) => one.closest("label")?.textContent ?? "");
  const before = choices();
  room.sends("changes", anEvent({ id: "new", title: "A critical one", severity: "critical" }));
  await screen.findByText("1 new event waits");
  expect(choices()).toEqual(before);

  await user.click(dialog.getByRole("radio", { name: /The tank/ }));
  expect(dialog.getByRole("button", { name: "Merge into “The tank”" })).toBeTruthy();
  await user.type(dialog.getByRole("searchbox"), "valve");
  expect(dialog.getByRole("button", { name: "Merge into" }).hasAttribute("disabled")).toBe(true);
});

test("a closed event is found to link to", async () => {
  const user = userEvent.setup();
  const old = anEvent({ id: "old", title: "Burst main", status: "closed" });
  room.answers.set("GET /events", ({ query }) => ({
    body: { items: new URLSearchParams(query).get("q") === "burst*" ? [old] : [], nextCursor: null },
  }));
  room.answers.set("POST /events/meter/link", { body: anEvent({ id: "meter", version: 2 }) });
  await openList("/events/meter");
  await user.click(await screen.findByRole("button", { name: "More" }));
  await user.click(screen.getByRole("button", { name: "Link" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.selectOptions(dialog.getByLabelText("To"), "Event");
  await user.type(dialog.getByRole("searchbox"), "burst");
  await user.click(await dialog.findByRole("radio", { name: /Burst main/ }));
  await user.click(dialog.getByRole("button", { name: "Link to “Burst main”" }));
  await waitFor(() =>
    expect(room.sent("POST", "/events/meter/link")[0]?.body).toEqual({ kind: "event", id: "old" }),
  );
});

test("an event of somebody who is not listed stays theirs until somebody else is chosen", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/theirs/assign", { body: anEvent({ id: "theirs", version: 2 }) });
  await openList("/events", anEvent({ id: "theirs", title: "Theirs", assignee: "team-night" }));
  await user.keyboard("jo");
  const field = await screen.findByLabelText<HTMLSelectElement>("To");
  expect(field.value).toBe("team-night");
  expect(field.selectedOptions[0]?.text).toBe("team-night");
});
