import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { feed } from "../console/feed";
import { Room } from "../console/room";
import { Office } from "./office";

let room: Room;
let office: Office;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  office = new Office(room);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

async function rename(to: string) {
  const field = await screen.findByLabelText("Name");
  await userEvent.clear(field);
  await userEvent.type(field, to);
}

async function fillNewUser() {
  await press("New user");
  await userEvent.type(screen.getByLabelText("Name"), "Cem");
  await userEvent.type(screen.getByLabelText("Login"), "cem");
  await userEvent.selectOptions(screen.getByLabelText("Role"), "viewer");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse battery");
}

test("a new user is there after the server has them", async () => {
  room.open("/settings/users");
  await fillNewUser();
  await press("Add user");
  expect(await screen.findByRole("link", { name: "Cem" })).toBeTruthy();
  expect(room.sent("POST", "/users")[0]?.body).toEqual({
    login: "cem",
    name: "Cem",
    role: "viewer",
    password: "correct horse battery",
  });
});

test("a user whose making got no answer is made once, however often one tries", async () => {
  room.open("/settings/users");
  await fillNewUser();
  room.losesOne("POST /users");
  await press("Add user");
  expect((await screen.findByRole("alert")).textContent).toContain("The server did not answer");
  await press("Add user");
  await screen.findByRole("link", { name: "Cem" });
  expect(room.sent("POST", "/users")).toHaveLength(2);
  expect(office.users.size).toBe(3);
});

test("a change goes out over the version that was read", async () => {
  room.open("/settings/users/user-ben");
  await rename("Benedikt");
  await press("Save");
  expect(await screen.findByRole("heading", { name: "Benedikt" })).toBeTruthy();
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(room.sent("PUT", "/users/user-ben")[0]?.headers.get("if-match")).toBe('"1"');
  expect(office.users.get("user-ben")?.user.name).toBe("Benedikt");
});

test("who was slower sees what the other made of it, and can take it", async () => {
  room.open("/settings/users/user-ben");
  await rename("Benedikt");
  office.elsewhere("user-ben", { name: "Benny", role: "supervisor" });
  await press("Save");
  const note = await screen.findByText(/Changed meanwhile/);
  await screen.findByText("now “Benny”, yours “Benedikt”");
  expect(note.closest("[role=alert]")?.textContent).toContain("now “supervisor”, yours “operator”");

  await press("Reload theirs");
  expect(screen.getByDisplayValue("Benny")).toBeTruthy();
  expect(screen.queryByText(/Changed meanwhile/)).toBeNull();
  expect(office.users.get("user-ben")?.user.name).toBe("Benny");
});

test("who was slower can put the own edit on top, and the other's stay where it did not touch them", async () => {
  room.open("/settings/users/user-ben");
  await rename("Benedikt");
  office.elsewhere("user-ben", { name: "Benny", role: "supervisor" });
  await press("Save");
  await screen.findByText("now “Benny”, yours “Benedikt”");
  await press("Save mine over it");
  await screen.findByText("Saved.");
  expect(office.users.get("user-ben")?.user).toMatchObject({ name: "Benedikt", role: "supervisor" });
});

test("the last admin stays, in the words of the server", async () => {
  room.open("/settings/users/user-ana");
  await press("Remove Ana");
  const asked = await screen.findByRole("group", { name: "Remove Ana" });
  expect(document.activeElement?.textContent).toBe("Cancel");
  await userEvent.click(within(asked).getByRole("button", { name: "Remove Ana" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Ana is the last admin; make somebody else one first.",
  );
  expect(office.users.has("user-ana")).toBe(true);
});

test("somebody who leaves is removed after one question", async () => {
  room.open("/settings/users/user-ben");
  await press("Remove Ben");
  expect(room.sent("DELETE", "/users/user-ben")).toEqual([]);
  const asked = await screen.findByRole("group", { name: "Remove Ben" });
  await userEvent.click(within(asked).getByRole("button", { name: "Remove Ben" }));
  await waitFor(() => expect(window.location.pathname).toBe("/settings/users"));
  await waitFor(() => expect(screen.queryByRole("link", { name: "Ben" })).toBeNull());
});

test("a list that cannot be read again says that it is old", async () => {
  room.open("/settings/users");
  await screen.findByRole("link", { name: "Ben" });
  expect(screen.getByTestId("as-of").textContent).toMatch(/^As of \d\d:\d\d:\d\d$/);
  room.answers.set("GET /users", {
    status: 403,
    body: { title: "No", status: 403, detail: "Only admins may." },
  });
  await press("Read again");
  expect((await screen.findByRole("alert")).textContent).toContain("What you see is old. Only admins may.");
  expect(screen.getByRole("link", { name: "Ben" })).toBeTruthy();
});
