import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { feed } from "../console/feed";
import { Room } from "../console/room";
import { Office } from "./office";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  new Office(room);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const offered = async () =>
  within(await screen.findByRole("navigation", { name: "Settings" }))
    .getAllByRole("link")
    .map((link) => link.textContent);

test.each([
  ["operator", "main", ["Account"]],
  ["admin", "north", ["Account", "Users", "API keys", "Audit"]],
  ["admin", "main", ["Account", "Users", "API keys", "Audit", "Tenants", "Cluster"]],
])("as %s of %s one is offered %j", async (role, tenant, pages) => {
  room.signedInAs(role, tenant);
  room.open("/settings");
  expect(await offered()).toEqual(pages);
  expect(window.location.pathname).toBe("/settings/account");
});

test("g and a letter lead through the settings", async () => {
  const user = userEvent.setup();
  room.open("/events");
  await screen.findByText("Nothing received yet.");
  await user.keyboard("gs");
  expect(await screen.findByRole("heading", { name: "Account" })).toBeTruthy();
  await user.keyboard("gu");
  expect(await screen.findByRole("heading", { name: "Users" })).toBeTruthy();
  await user.keyboard("ge");
  await waitFor(() => expect(window.location.pathname).toBe("/events"));
});

test("a page that the role may not see says why", async () => {
  room.signedInAs("operator");
  room.answers.set("GET /users", {
    status: 403,
    body: { title: "Forbidden", status: 403, detail: "Only admins may." },
  });
  room.open("/settings/users");
  expect((await screen.findByRole("alert")).textContent).toContain("Only admins may.");
});

test("a password is changed, and a refusal keeps what was typed", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /me/password", {
    status: 400,
    body: { title: "Bad", status: 400, detail: "Use 12 characters or more." },
  });
  room.open("/settings/account");
  await user.type(await screen.findByLabelText("Current password"), "old");
  await user.type(screen.getByLabelText("New password"), "short");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Use 12 characters or more.");

  room.answers.set("POST /me/password", { status: 204 });
  await user.type(screen.getByLabelText("New password"), " no more");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  await screen.findByText("The password is changed.");
  expect(room.sent("POST", "/me/password").at(-1)?.body).toEqual({ current: "old", new: "short no more" });
  expect(screen.getByLabelText<HTMLInputElement>("New password").value).toBe("");
});

test("a new tenant comes with its admin's key, shown once", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /tenants", { body: { items: [{ id: "main", name: "Main" }], nextCursor: null } });
  room.answers.set("POST /tenants", {
    status: 201,
    body: { id: "north", adminKey: { id: "k9", key: "wf_north" } },
  });
  room.open("/settings/tenants");
  await user.click(await screen.findByRole("button", { name: "New tenant" }));
  await user.type(screen.getByLabelText("Name"), "North");
  await user.type(screen.getByLabelText("Id"), "north");
  await user.click(screen.getByRole("button", { name: "Make tenant" }));
  const shown = await screen.findByRole("dialog", { name: "The admin key of “North”" });
  expect(within(shown).getByTestId("secret").textContent).toBe("wf_north");
});
