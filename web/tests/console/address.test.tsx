import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anEvent } from "../anEvent";
import { feed } from "./feed";
import { Room } from "./room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => vi.unstubAllGlobals());

const events = ["meter", "pump"].map((id) => anEvent({ id, title: `The ${id}` }));

async function openList(path = "/events") {
  room.open(path);
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
  await screen.findByRole("grid");
}

const address = () => new URLSearchParams(window.location.search);
const microtasks = async () => {
  for (let i = 0; i < 50; i++) await Promise.resolve();
};

test("a key that follows the one that closes a form goes to the list, however fast it comes", async () => {
  const user = userEvent.setup();
  await openList();
  await user.keyboard("+");
  await screen.findByRole("dialog", { name: "New event" });
  // As a browser does it: one key after the other, and nothing between them but what is due at once.
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  (document.activeElement as HTMLElement).blur();
  press("Escape");
  await microtasks();
  press("*");
  await waitFor(() =>
    expect(screen.getAllByRole("row").filter((row) => row.ariaSelected === "true")).toHaveLength(2),
  );
});

test("two filters chosen at once both hold", async () => {
  await openList();
  const buttons = [/^High/, /^New \d/].map((name) => screen.getByRole("button", { name }));
  act(() => {
    for (const button of buttons) button.click();
  });
  await waitFor(() => expect([address().get("severity"), address().get("status")]).toEqual(["high", "new"]));
});

test("Back undoes a filter, and takes a search as one step with its words in the field", async () => {
  const user = userEvent.setup();
  await openList();
  await user.click(screen.getByRole("button", { name: "Critical" }));
  await user.keyboard("/");
  await user.keyboard("pump");
  expect(address().get("q")).toBe("pump");
  act(() => window.history.back());
  const field = screen.getByRole<HTMLInputElement>("searchbox", { name: "Search events" });
  await waitFor(() => expect(address().get("q")).toBeNull());
  await waitFor(() => expect(field.value).toBe(""));
  expect(document.activeElement).toBe(field);
  expect(address().get("severity")).toBe("critical");
  act(() => window.history.back());
  await waitFor(() => expect(address().get("severity")).toBeNull());
  fireEvent.blur(field);
});
