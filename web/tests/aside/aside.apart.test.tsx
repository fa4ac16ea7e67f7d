import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { asideEvents } from "../../src/aside/useAsides";
import { anEvent, at } from "../anEvent";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const drawn = vi.hoisted(() => ({ count: 0 }));
vi.mock("../../src/aside/BringBack", async (original) => {
  const { BringBack } = await original<typeof import("../../src/aside/BringBack")>();
  return {
    BringBack: (props: Parameters<typeof BringBack>[0]) => {
      drawn.count += 1;
      return BringBack(props);
    },
  };
});

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  room.answers.set("GET /events", { body: { items: [], nextCursor: null } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const byHand = { by: "user-ana", reason: "valve stuck", since: at(0), until: at(60), oneShot: false };
const shelved = anEvent({ id: "shelved", title: "Valve moves", shelved: byHand });
const out = anEvent({
  id: "out",
  title: "Meter is silent",
  outOfService: { ...byHand, reason: "being changed", until: at(30) },
});
const muted = anEvent({
  id: "muted",
  title: "Pump is hot",
  muted: [{ kind: "inhibited", reason: "because of Mains supply lost", since: at(0) }],
});

async function openAsides(path: string, ...events: EventView[]) {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
}
const rows = () =>
  [...document.querySelectorAll<HTMLElement>("tr[data-event]")].map((row) => row.dataset.event);

test("everything that calls nobody is listed with its reason, what comes back first on top", async () => {
  await openAsides("/aside", muted, shelved, out, anEvent({ id: "calls" }));
  await waitFor(() => expect(rows()).toEqual(["out", "shelved", "muted"]));
  expect(screen.getByText("valve stuck")).toBeTruthy();
  expect(screen.getByText("because of Mains supply lost")).toBeTruthy();
  expect(screen.getByText("Ends when what mutes it is over.")).toBeTruthy();
  const asked = room.sent("GET", "/events").map(({ query }) => new URLSearchParams(query).get("aside"));
  expect(asked).toContain("shelved,suppressed,out_of_service,maintenance,inhibited");
});

test("no row moves under the pointer: what comes back stays until one lets go, and what is new waits", async () => {
  await openAsides("/aside", shelved, out);
  await waitFor(() => expect(rows()).toEqual(["out", "shelved"]));
  const user = userEvent.setup();
  await user.hover(screen.getByRole("button", { name: "Unshelve: Valve moves" }));
  const sooner = anEvent({ id: "sooner", shelved: { ...byHand, until: at(5) } });
  room.sends("changes", sooner, { ...out, outOfService: null, version: 2 });
  await screen.findByText("1 new, shown when you let go of the table.");
  expect(rows()).toEqual(["out", "shelved"]);
  expect(screen.getByText("It came back.")).toBeTruthy();
  await user.unhover(document.querySelector(".aside-scroll") as Element);
  await waitFor(() => expect(rows()).toEqual(["sooner", "shelved"]));
});

test("what happens to others draws no row anew", async () => {
  await openAsides("/aside", shelved, out);
  await waitFor(() => expect(rows()).toEqual(["out", "shelved"]));
  const before = drawn.count;
  room.sends("changes", anEvent({ id: "calls" }), anEvent({ id: "more", shelved: byHand }));
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect(drawn.count).toBe(before + 1);
});

test("a kind of its own lists only these, and says what would be there", async () => {
  await openAsides("/aside/out_of_service", shelved, out);
  await waitFor(() => expect(rows()).toEqual(["out"]));
  const user = userEvent.setup();
  await user.click(screen.getByRole("link", { name: /Suppressed by design/ }));
  expect(await screen.findByText(/Nothing is suppressed/)).toBeTruthy();
});

test("it is brought back by what the server answers", async () => {
  room.answers.set("POST /events/shelved/unshelve", { body: { ...shelved, shelved: null, version: 2 } });
  await openAsides("/aside", shelved);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Unshelve: Valve moves" }));
  expect(await screen.findByText(/every event calls/)).toBeTruthy();
});

test("an operator unshelves, and what only a supervisor brings back has no button", async () => {
  room.signedInAs("operator");
  await openAsides("/aside", shelved, out);
  expect(await screen.findByRole("button", { name: "Unshelve: Valve moves" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Return to service/ })).toBeNull();
  expect(screen.getByText("A supervisor can.")).toBeTruthy();
});

test("what is refused stays and says why", async () => {
  room.answers.set("POST /events/shelved/unshelve", {
    status: 409,
    body: { title: "Conflict", status: 409, detail: "It is not shelved." },
  });
  await openAsides("/aside", shelved);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Unshelve: Valve moves" }));
  expect((await screen.findByRole("alert")).textContent).toContain("It is not shelved.");
  expect(rows()).toEqual(["shelved"]);
});

test("an event that is set aside twice stands there twice, and one that is over not at all", () => {
  const twice = { ...shelved, outOfService: byHand };
  expect(asideEvents([twice, { ...out, status: "resolved" }]).map(({ aside }) => aside.kind)).toEqual([
    "shelved",
    "out_of_service",
  ]);
});
