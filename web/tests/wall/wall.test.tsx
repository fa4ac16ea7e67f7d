import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anEvent, at } from "../anEvent";
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

async function openWall() {
  room.open("/wall");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  const shelved = { by: "ana", reason: "stuck", since: at(0), until: at(60), oneShot: false };
  room.sends("snapshot", anEvent({ id: "pump" }), anEvent({ id: "valve", shelved }));
  await screen.findByText("Event pump");
}

test("what is set aside is no row of the wall, which says how many there are", async () => {
  await openWall();
  expect(await screen.findByText("1 set aside")).toBeTruthy();
  expect(screen.queryByText("Event valve")).toBeNull();
});

test("who is paged first is named as the policies and channels of now say", async () => {
  const level = (...ids: string[]) => ({ targets: ids.map((channelId) => ({ channelId })) });
  const policies = [{ levels: [level("duty", "phone"), level("boss")] }, { levels: [level("duty")] }];
  const channels = [
    { id: "duty", name: "Control room" },
    { id: "phone", name: "Duty phone" },
    { id: "boss", name: "Boss" },
  ];
  room.answers.set("GET /escalation-policies", { body: { items: policies, nextCursor: null } });
  room.answers.set("GET /channels", { body: { items: channels, nextCursor: null } });
  await openWall();
  expect(await screen.findByText(/Paged first: Control room, Duty phone$/)).toBeTruthy();
});

test("every key that leads elsewhere works on the wall, and ? shows only those", async () => {
  const user = userEvent.setup();
  await openWall();
  await user.keyboard("?");
  const keys = await screen.findByRole("dialog", { name: "Keys" });
  expect(keys.textContent).toContain("Annunciator tiles");
  expect(keys.textContent).not.toContain("Acknowledge");
  await user.keyboard("{Escape}");
  await user.keyboard("gl");
  await waitFor(() => expect(window.location.pathname).toBe("/load"));
});

test("the load has a way that a finger finds", async () => {
  room.open("/annunciator");
  const way = await screen.findByRole("link", { name: "Load" });
  expect(way.getAttribute("href")).toBe("/load");
});
