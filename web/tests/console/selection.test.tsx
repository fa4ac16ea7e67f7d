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

const events = ["meter", "pump", "tank", "valve"].map((id) =>
  anEvent({ id, title: `The ${id}`, category: id === "valve" ? "level" : "pressure" }),
);
const [meter, pump] = events as [EventView, EventView];

async function openList(path = "/events") {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
  await screen.findByRole("grid");
}

const selected = () =>
  screen
    .getAllByRole("row")
    .filter((row) => row.getAttribute("aria-selected") === "true")
    .map((row) => row.dataset.event);
const taken = (id: string) => ({ body: anEvent({ id, status: "acknowledged", version: 2 }) });

test("after something was done to many, only those that were refused stay selected", async () => {
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
  await user.keyboard("jxjxa");
  await screen.findByTestId("bulk-note");
  expect(selected()).toEqual(["pump"]);
});

test("one that was selected and done is selected no more: the next key goes to the row that is pointed at", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/meter/acknowledge", taken("meter"));
  room.answers.set("POST /events/pump/acknowledge", taken("pump"));
  await openList();
  await user.keyboard("jxa");
  await waitFor(() => expect(selected()).toEqual([]));
  await user.keyboard("j");
  await user.keyboard("a");
  await waitFor(() => expect(room.sent("POST", "/events/pump/acknowledge")).toHaveLength(1));
});

test("with a drawer open, keys go to its event, not to others that are selected", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/pump/acknowledge", taken("pump"));
  await openList();
  await user.click(screen.getByRole("checkbox", { name: "Select The tank" }));
  await user.click(screen.getByRole("checkbox", { name: "Select The valve" }));
  await user.click(screen.getByRole("row", { name: /The pump/ }));
  await screen.findByRole("complementary", { name: "The pump" });
  await user.keyboard("a");
  await waitFor(() => expect(room.sent("POST", "/events/pump/acknowledge")).toHaveLength(1));
  expect(room.sent("POST", "/events/bulk")).toEqual([]);
  expect(selected()).toEqual(["tank", "valve"]);
});

test("with a drawer open on one of those selected, keys go to all of them", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/bulk", {
    body: { results: ["pump", "tank"].map((id) => ({ id, outcome: "done" })) },
  });
  await openList();
  await user.click(screen.getByRole("checkbox", { name: "Select The tank" }));
  await user.click(screen.getByRole("checkbox", { name: "Select The pump" }));
  await user.click(screen.getByRole("row", { name: /The pump/ }));
  await screen.findByRole("complementary", { name: "The pump" });
  await user.keyboard("a");
  await waitFor(() => expect(room.sent("POST", "/events/bulk")).toHaveLength(1));
});

test("another filter unselects what it hides, and it stays so when it is shown again", async () => {
  const user = userEvent.setup();
  await openList();
  await user.keyboard("*");
  await user.keyboard("/");
  await user.keyboard("valve");
  await waitFor(() => expect(selected()).toEqual(["valve"]));
  await user.clear(screen.getByRole("searchbox", { name: "Search events" }));
  await waitFor(() => expect(screen.getAllByRole("row").length).toBe(5));
  expect(selected()).toEqual(["valve"]);
});

test("a row that the filter hides is not acted on by keys", async () => {
  const user = userEvent.setup();
  await openList();
  await user.keyboard("j");
  expect(screen.getByRole("row", { name: /The meter/ }).getAttribute("aria-current")).toBe("true");
  await user.keyboard("/");
  await user.keyboard("valve{Escape}");
  await waitFor(() => expect(within(screen.getByRole("grid")).queryByText("The meter")).toBeNull());
  await user.keyboard("a");
  await user.keyboard("{Enter}");
  expect(room.sent("POST", `/events/${meter.id}/acknowledge`)).toEqual([]);
  expect(window.location.pathname).toBe("/events");
  await user.keyboard("ja");
  await waitFor(() => expect(room.sent("POST", "/events/valve/acknowledge")).toHaveLength(1));
  expect(pump.status).toBe("new");
});
