import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const nobody = { status: 401, body: { title: "Unauthorized", status: 401 } };
let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  room.answers.set("POST /session", { status: 204 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function signIn(login = "ana", password = "correct horse") {
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Login"), login);
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

test("login and password open, and lead to where one wanted to be", async () => {
  room.open("/sign-in?from=%2Fwall");
  await signIn();
  await waitFor(() => expect(window.location.pathname).toBe("/wall"));
  expect(room.sent("POST", "/session").map((call) => call.body)).toEqual([
    { login: "ana", password: "correct horse" },
  ]);
});

test("password managers know what is what", async () => {
  room.open("/sign-in");
  expect((await screen.findByLabelText("Login")).getAttribute("autocomplete")).toBe("username");
  expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password");
});

test("another tenant is asked for when wanted, and remembered", async () => {
  const user = userEvent.setup();
  room.open("/sign-in");
  expect(screen.queryByLabelText("Tenant")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Another tenant" }));
  await user.type(screen.getByLabelText("Tenant"), "north");
  await signIn();
  await waitFor(() => expect(window.location.pathname).toBe("/events"));
  expect(room.sent("POST", "/session")[0]?.body).toMatchObject({ tenant: "north" });
  room.answers.set("DELETE /session", { status: 204 });
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByDisplayValue("north")).toBeTruthy();
});

test("a wrong password is told in one sentence, and what was typed stays", async () => {
  room.answers.set("POST /session", {
    status: 401,
    body: { title: "Unauthorized", status: 401, detail: "This does not sign in.", traceId: "4bf92f" },
  });
  room.open("/sign-in");
  await signIn();
  expect((await screen.findByRole("alert")).textContent).toBe("Login or password is wrong.");
  expect(screen.getByDisplayValue("ana")).toBeTruthy();
});

test("too many tries are told with the time when to try again", async () => {
  room.answers.set("POST /session", {
    status: 429,
    headers: { "retry-after": "300" },
    body: { title: "Too many tries", status: 429, detail: "Wait as long as Retry-After says." },
  });
  room.open("/sign-in");
  await signIn();
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toMatch(
    /^There were too many tries to sign in\. Try again at .*\d\d:\d\d:\d\d, in [45]:\d\d\.$/,
  );
});

test("a session that ended says so, and signing in goes on where one was", async () => {
  room.answers.set("GET /facilities", nobody);
  room.open("/events?severity=critical");
  expect((await screen.findByText(/Your session is over/)).textContent).toContain("where you were");
  room.answers.set("GET /facilities", { body: { items: [], nextCursor: null } });
  await signIn();
  await waitFor(() => expect(window.location.pathname).toBe("/events"));
  expect(window.location.search).toBe("?severity=critical");
});

test("whoever signs out is not told that the session is over", async () => {
  const user = userEvent.setup();
  room.answers.set("DELETE /session", { status: 204 });
  room.open("/events");
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  await screen.findByLabelText("Login");
  expect(screen.queryByText(/Your session is over/)).toBeNull();
});

test("a password can be looked at, and caps lock is told", async () => {
  const user = userEvent.setup();
  room.open("/sign-in");
  const field = await screen.findByLabelText("Password");
  expect(field.getAttribute("type")).toBe("password");
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(field.getAttribute("type")).toBe("text");

  fireEvent.keyDown(field, { key: "A", modifierCapsLock: true });
  expect(screen.getByText("Caps lock is on.")).toBeTruthy();
  fireEvent.keyUp(field, { key: "a", modifierCapsLock: false });
  expect(screen.queryByText("Caps lock is on.")).toBeNull();
});
