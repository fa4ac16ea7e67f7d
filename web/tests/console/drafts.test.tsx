import { act, screen, waitFor } from "@testing-library/react";
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
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Comment" });
const problem = (detail: string) => ({ status: 409, body: { title: "No", status: 409, detail } });

async function openMeter() {
  room.open("/events/meter");
  await waitFor(() => expect(room.feed).toHaveBeenCalled());
  room.sends("snapshot", ...events);
  await screen.findByRole("complementary", { name: "The meter" });
}

test("what was typed waits for whoever moved on and comes back", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /events/meter/comments", { status: 201, body: { id: "x" } });
  await openMeter();
  await user.type(field(), "Valve 4 is");
  await user.keyboard("{Escape}j");
  await screen.findByRole("complementary", { name: "The pump" });
  expect(field().value).toBe("");
  await user.keyboard("k");
  await screen.findByRole("complementary", { name: "The meter" });
  expect(field().value).toBe("Valve 4 is");
  await user.type(field(), " stuck{Enter}");
  await waitFor(() => expect(field().value).toBe(""));
  expect(room.sent("POST", "/events/meter/comments")[0]?.body).toEqual({ text: "Valve 4 is stuck" });
});

test("a comment that is refused after the drawer was closed is told in the list, and its words are kept", async () => {
  const user = userEvent.setup();
  const answer = room.holds("POST /events/meter/comments", problem("The store is away."));
  await openMeter();
  await user.type(field(), "Seen{Enter}");
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "The meter" })).toBeNull());
  await act(async () => answer());
  expect((await screen.findByRole("alert")).textContent).toContain("The store is away.");
  await user.click(screen.getByRole("row", { name: /The meter/ }));
  await screen.findByRole("complementary", { name: "The meter" });
  expect(field().value).toBe("Seen");
});

test("a file that is refused after the drawer was closed is told in the list by its name", async () => {
  const user = userEvent.setup();
  const answer = room.holds("POST /events/meter/attachments", problem("It holds 20 files."));
  await openMeter();
  await user.upload(screen.getByLabelText("Attach files"), new File(["x"], "plan.pdf"));
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "The meter" })).toBeNull());
  await act(async () => answer());
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("“plan.pdf” was not attached to “The meter”.");
  expect(alert.textContent).toContain("It holds 20 files.");
});
