import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "../../src/app/App";
import { safeReturn } from "../../src/signin/session";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const nobody = { status: 401, body: { title: "Unauthorized", status: 401 } };
let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("whoever is not signed in is sent to sign in, and would come back", async () => {
  room.answers.set("GET /me", nobody);
  room.open("/wall?x=1");
  await screen.findByRole("heading", { name: "Watchfloor" });
  expect(window.location.pathname + window.location.search).toBe("/sign-in?from=%2Fwall%3Fx%3D1");
});

test("a link signs in once, leaves no token in the address, and goes where it was meant to", async () => {
  room.answers.set("POST /session", { status: 204 });
  window.history.replaceState(null, "", "/sign-in?token=secret&from=%2Fwall");
  render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  await waitFor(() => expect(window.location.pathname).toBe("/wall"));
  expect(window.location.search).toBe("");
  expect(room.sent("POST", "/session").map((call) => call.body)).toEqual([{ token: "secret" }]);
});

test("a used link is told with what to do, and a key helps", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /session", {
    status: 401,
    body: { title: "Unauthorized", status: 401, detail: "This link was used.", traceId: "4bf92f" },
  });
  room.open("/sign-in?token=old");
  expect((await screen.findByRole("alert")).textContent).toContain("This link was used.");

  room.answers.set("POST /session", { status: 204 });
  await user.type(screen.getByLabelText("Key"), "wf_key");
  await user.click(screen.getByRole("button", { name: "Sign in with the key" }));
  await waitFor(() => expect(window.location.pathname).toBe("/events"));
  expect(room.sent("POST", "/session").at(-1)?.body).toEqual({ key: "wf_key" });
});

test("signing out ends the session and leads to the sign-in page", async () => {
  const user = userEvent.setup();
  room.answers.set("DELETE /session", { status: 204 });
  room.open("/events");
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(window.location.pathname).toBe("/sign-in"));
  expect(room.sent("DELETE", "/session")).toHaveLength(1);
});

test("a sign-out that the server did not take is not pretended", async () => {
  const user = userEvent.setup();
  room.answers.set("DELETE /session", { status: 503, body: { title: "Starting", status: 503 } });
  room.open("/events");
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByRole("button", { name: "Still signed in, try again" })).toBeTruthy();
});

test("a session that ended while one looks leads back to the sign-in page", async () => {
  room.answers.set("GET /facilities", nobody);
  room.open("/wall");
  await waitFor(() => expect(window.location.pathname).toBe("/sign-in"));
  expect(window.location.search).toBe("?from=%2Fwall");
});

test.each([
  ["/wall", "/wall"],
  [null, "/events"],
  ["//evil.example", "/events"],
  ["https://evil.example", "/events"],
  ["/\\evil.example", "/events"],
  ["/sign-in?token=x", "/events"],
])("after signing in with from=%j one lands on %j", (from, landed) => {
  expect(safeReturn(from)).toBe(landed);
});
