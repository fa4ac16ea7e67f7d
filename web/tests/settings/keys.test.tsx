import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keyRequest } from "../../src/settings/keys/keyRequest";
import { feed } from "../console/feed";
import { Room } from "../console/room";

const edge = {
  id: "k1",
  name: "edge-1",
  role: "ingest",
  sources: ["plc-7"],
  expiresAt: null,
  previousUntil: null,
};
let room: Room;
let keys: object[];
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
  keys = [edge];
  room.answers.set("GET /api-keys", () => ({ body: { items: keys, nextCursor: null } }));
  room.answers.set("GET /api-keys/k1", { body: edge, headers: { etag: '"3"' } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("a new key is shown once, copied, and gone when somebody says that it is stored", async () => {
  const user = userEvent.setup();
  room.answers.set("POST /api-keys", () => {
    keys.push({ ...edge, id: "k2", name: "scada" });
    return { status: 201, body: { id: "k2", key: "wf_secret" } };
  });
  room.open("/settings/api-keys");
  await press("New key");
  await user.type(screen.getByLabelText("Name"), "scada");
  await user.type(screen.getByLabelText("Sources"), "north, south");
  await user.click(screen.getByRole("button", { name: "Make key" }));

  const shown = await screen.findByRole("dialog", { name: "The key “scada”" });
  expect(within(shown).getByTestId("secret").textContent).toBe("wf_secret");
  await user.click(within(shown).getByRole("button", { name: "Copy key" }));
  expect(await navigator.clipboard.readText()).toBe("wf_secret");

  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeNull();
  await user.click(within(shown).getByLabelText("I have stored it"));
  await user.click(within(shown).getByRole("button", { name: "Done" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.body.textContent).not.toContain("wf_secret");
  expect(screen.getByRole("button", { name: "Rotate scada" })).toBeTruthy();
  expect(room.sent("POST", "/api-keys")[0]?.body).toEqual({
    name: "scada",
    role: "ingest",
    sources: ["north", "south"],
  });
});

test("a key is rotated with the overlap that was chosen", async () => {
  room.answers.set("POST /api-keys/k1/rotate", { body: { id: "k1", key: "wf_new" } });
  room.open("/settings/api-keys");
  await press("Rotate edge-1");
  await userEvent.selectOptions(screen.getByLabelText("The old key goes on for"), "7 days");
  await press("Make new key");
  expect((await screen.findByTestId("secret")).textContent).toBe("wf_new");
  expect(room.sent("POST", "/api-keys/k1/rotate")[0]?.body).toEqual({ overlap: "P7D" });
});

test("a key is revoked after one question, over the version that was read", async () => {
  room.answers.set("DELETE /api-keys/k1", () => {
    keys = [];
    return { status: 204 };
  });
  room.open("/settings/api-keys");
  await press("Revoke edge-1");
  const asked = await screen.findByRole("region", { name: "Revoke edge-1" });
  await waitFor(() => expect(room.sent("GET", "/api-keys/k1")).toHaveLength(1));
  await userEvent.click(await within(asked).findByRole("button", { name: "Revoke edge-1" }));
  await screen.findByText(/No program has a key/);
  expect(room.sent("DELETE", "/api-keys/k1")[0]?.headers.get("if-match")).toBe('"3"');
});

test("what a key may and until when stands in its row", async () => {
  keys = [{ ...edge, expiresAt: "2020-01-01T00:00:00Z", previousUntil: "2999-01-01T00:00:00Z" }];
  room.open("/settings/api-keys");
  const row = await screen.findByRole("row", { name: /edge-1/ });
  expect(row.textContent).toContain("plc-7");
  expect(row.textContent).toContain("expired");
  expect(row.textContent).toContain("opens until");
});

test("the last day of a key counts whole", () => {
  const { expiresAt } = keyRequest("a", "ingest", "", "2026-03-02");
  expect(new Date(expiresAt ?? "").toString()).toContain("Mar 03 2026 00:00:00");
  expect(keyRequest(" a ", "ingest", " , ", "")).toEqual({ name: "a", role: "ingest" });
});
