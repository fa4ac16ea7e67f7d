import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { earlier, later } from "../../src/events/past/steps";
import { anEvent, at } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const items = [
  { at: at(0), type: "created", by: null, text: "Created" },
  { at: at(4), type: "acknowledged", by: "Ana", text: "Acknowledged by Ana" },
  { at: at(9), type: "started", by: "Ana", text: "Started by Ana" },
];
const now = anEvent({ id: "pump", title: "Pump 3 is hot", status: "in_progress", version: 3 });
let room: Room;
beforeEach(async () => {
  room = new Room();
  feed.open = room.feed;
  room.answers.set("GET /events/pump/timeline", { body: { items } });
  room.answers.set("GET /events/pump", ({ query }) => {
    const asked = Date.parse(new URLSearchParams(query).get("at") ?? "");
    if (asked < Date.parse(at(0)))
      return { status: 404, body: { title: "Not found", status: 404, detail: "It did not exist yet." } };
    return { body: { ...now, status: asked < Date.parse(at(4)) ? "new" : "acknowledged", version: 1 } };
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function openPump(search = "") {
  room.open(`/events/pump${search}`);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", now);
  await screen.findByText("Started by Ana");
}

const asked = () => room.sent("GET", "/events/pump").map(({ query }) => new URLSearchParams(query).get("at"));
const status = () => screen.getByTestId("event-status").textContent;

test("a click on the timeline shows the event as it was, without anything to do", async () => {
  await openPump();
  const entry = screen.getByText("Created").closest("li") as HTMLElement;
  await userEvent.click(within(entry).getByRole("link"));
  await waitFor(() => expect(status()).toBe("New"));
  expect(screen.getByTestId("past").textContent).toContain("As it was on Mon");
  expect(asked()).toContain(at(0));
  expect(new URLSearchParams(window.location.search).get("at")).toBe(at(0));
  expect(entry.getAttribute("aria-current")).toBe("time");
  expect(screen.queryByRole("toolbar", { name: "Actions" })).toBeNull();
  expect(screen.queryByLabelText("Comment")).toBeNull();
  await userEvent.keyboard("ar");
  expect(room.calls.filter((call) => call.method !== "GET")).toEqual([]);
});

test("the past is told as seen from then", async () => {
  await openPump(`?at=${encodeURIComponent(at(3))}`);
  await waitFor(() => expect(status()).toBe("New"));
  expect(screen.getByText(/nobody has taken it/).textContent).toContain("for 3 min");
  expect(screen.getByText("57 min left", { selector: ".past *" })).toBeTruthy();
});

test("Escape leads back to now, and only then closes", async () => {
  await openPump(`?at=${encodeURIComponent(at(3))}&severity=high`);
  await screen.findByTestId("past");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("past")).toBeNull());
  expect(status()).toBe("In progress");
  expect(window.location.search).toBe("?severity=high");
  await userEvent.keyboard("{Escape}");
  expect(window.location.pathname).toBe("/events");
});

test("h asks for a time", async () => {
  await openPump();
  await userEvent.keyboard("h");
  const field = screen.getByLabelText("As it was at");
  expect(document.activeElement).toBe(field);
  const wanted = new Date(Date.parse(at(5)));
  const local = new Date(wanted.getTime() - wanted.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  fireEvent.change(field, { target: { value: local } });
  await userEvent.click(screen.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(status()).toBe("Acknowledged"));
  expect(asked()).toContain(at(5));
});

test("the brackets step through the timeline and back to now", async () => {
  await openPump();
  await userEvent.keyboard("[[");
  await waitFor(() => expect(status()).toBe("Acknowledged"));
  await userEvent.keyboard("[[");
  await waitFor(() => expect(status()).toBe("New"));
});

test("a time before the event is told as such", async () => {
  await openPump(`?at=${encodeURIComponent(at(-5))}`);
  expect((await screen.findByRole("alert")).textContent).toContain("It did not exist yet.");
});

test("another event is shown as it is now", async () => {
  await openPump(`?at=${encodeURIComponent(at(3))}`);
  room.sends("changes", anEvent({ id: "tank", title: "Tank is low", severity: "critical" }));
  await userEvent.click(await screen.findByRole("row", { name: /Tank is low/ }));
  await waitFor(() => expect(window.location.pathname).toBe("/events/tank"));
  expect(window.location.search).toBe("");
});

test("steps stay within what happened", () => {
  expect(earlier(items, null)).toBe(at(4));
  expect(earlier(items, at(4))).toBe(at(0));
  expect(earlier(items, at(0))).toBe(at(0));
  expect(earlier([], null)).toBeNull();
  expect(later(items, null)).toBeNull();
  expect(later(items, at(0))).toBe(at(4));
  expect(later(items, at(4))).toBeNull();
});
