import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Role } from "../../src/api/types";
import { may, type Permission } from "../../src/roles/roles";
import { anEvent } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function openPumpAs(role: Role) {
  room.signedInAs(role);
  room.open("/events");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", anEvent({ id: "pump", title: "Pump 3 is hot" }));
  await screen.findByRole("grid");
  await userEvent.keyboard("j{Enter}");
  await screen.findByRole("complementary", { name: "Pump 3 is hot" });
}

test("a viewer is offered nothing to do, and no key does anything", async () => {
  await openPumpAs("viewer");
  expect(screen.queryByRole("button", { name: "Acknowledge" })).toBeNull();
  expect(screen.queryByLabelText("Comment")).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.getByText("You look only: your role is viewer.")).toBeTruthy();
  await userEvent.keyboard("xasrdc");
  expect(room.calls.filter((call) => call.method !== "GET")).toEqual([]);
  await userEvent.keyboard("?");
  expect((await screen.findByRole("dialog", { name: "Keys" })).textContent).not.toContain("Acknowledge");
});

test("a viewer uses filters that are kept, and is not offered to keep one", async () => {
  room.answers.set("GET /event-filters", {
    body: {
      items: [{ id: "f", name: "Leaks", query: "category=leak", owner: "user-ana", version: 1 }],
      nextCursor: null,
    },
  });
  await openPumpAs("viewer");
  await userEvent.click(screen.getByRole("button", { name: "Saved" }));
  await screen.findByRole("link", { name: "Leaks" });
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Rename Leaks" })).toBeNull();
  expect(screen.getByRole("button", { name: "Hide saved filters" })).toBeTruthy();
});

test("an operator acts", async () => {
  room.answers.set("POST /events/pump/acknowledge", {
    body: anEvent({ id: "pump", title: "Pump 3 is hot", status: "acknowledged", version: 2 }),
  });
  await openPumpAs("operator");
  await userEvent.click(screen.getByRole("button", { name: "Acknowledge" }));
  await waitFor(() => expect(screen.getByTestId("event-status").textContent).toBe("Acknowledged"));
});

test("a role that was taken away is told with the reason, and then offered no more", async () => {
  await openPumpAs("operator");
  room.signedInAs("viewer");
  room.answers.set("POST /events/pump/acknowledge", {
    status: 403,
    body: { title: "Forbidden", status: 403, detail: "A viewer may not act on events." },
  });
  await userEvent.click(screen.getByRole("button", { name: "Acknowledge" }));
  expect((await screen.findByRole("alert")).textContent).toContain("A viewer may not act on events.");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Acknowledge" })).toBeNull());
});

test.each<[Role, Permission[]]>([
  ["viewer", []],
  ["operator", ["act"]],
  ["supervisor", ["act", "define"]],
  ["admin", ["act", "define", "administer"]],
])("%s may %j", (role, granted) => {
  const all: Permission[] = ["act", "define", "administer"];
  expect(all.filter((one) => may(role, one))).toEqual(granted);
});

test("a role that nobody knows may nothing", () => {
  expect(may("emperor" as Role, "act")).toBe(false);
});
