import { afterEach, expect, test, vi } from "vitest";
import { call } from "../../src/api/http";
import { intentKey } from "../../src/api/intents";

type Outcome = number | "lost" | "in-flight";

/** A server that answers in turn, and the keys under which it was asked. */
function serverThat(...outcomes: Outcome[]): (string | null)[] {
  const keys: (string | null)[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get("idempotency-key"));
    const outcome = outcomes.shift() ?? 200;
    if (outcome === "lost") return Promise.reject(new TypeError("Failed to fetch"));
    const body = outcome === "in-flight" ? { type: "/problems/in-flight" } : {};
    return Promise.resolve(
      new Response(JSON.stringify(body), { status: outcome === "in-flight" ? 409 : outcome }),
    );
  });
  return keys;
}

const tries = async (path: string, ...bodies: object[]) => {
  for (const body of bodies) await call("POST", path, body).catch(() => undefined);
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each<[string, Outcome]>([
  ["no answer", "lost"],
  ["a failure of the server", 503],
  ["word that it is being done", "in-flight"],
])("after %s the same wish goes out under the same key", async (_, outcome) => {
  const keys = serverThat(outcome, 201);
  await tries("/users", { login: outcome }, { login: outcome });
  expect(keys[0]).toMatch(/^[\x21-\x7e]{16,255}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("another body is another wish", async () => {
  const keys = serverThat("lost", 201);
  await tries("/users", { login: "ana" }, { login: "ben" });
  expect(keys[1]).not.toBe(keys[0]);
});

test.each([200, 409, 422])("after an answer of %i the same wish is a new one", async (status) => {
  const keys = serverThat(status, 200);
  await tries("/events/e1/comments", { text: "ok" }, { text: "ok" });
  expect(keys[1]).not.toBe(keys[0]);
});

test("reading and signing in carry no key", async () => {
  const keys = serverThat();
  await call("GET", "/users");
  await call("POST", "/session", { key: "k" });
  expect(keys).toEqual([null, null]);
});

test("what was wished for long ago is wished anew", () => {
  const first = intentKey("POST /x", 0);
  expect(intentKey("POST /x", 600_000)).toBe(first);
  expect(intentKey("POST /x", 600_001)).not.toBe(first);
});
