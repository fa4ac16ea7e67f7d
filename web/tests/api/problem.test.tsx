import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ask, call, callAll } from "../../src/api/http";
import { NoContact, Refusal, troubleOf } from "../../src/api/problem";
import { onDoubt } from "../../src/api/sessionDoubt";
import { TroubleNote } from "../../src/api/TroubleNote";

const answer = (status: number, body: object) =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status })));
const failureOf = (promise: Promise<unknown>) => promise.then(() => expect.fail("it succeeded"), troubleOf);

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a conflict is told in the words of the server, which say what to do", async () => {
  answer(409, {
    title: "Conflict",
    status: 409,
    detail: "It is closed already; reopen it first",
    traceId: "4bf92f",
  });
  expect(await failureOf(call("POST", "/events/e1/close", {}))).toEqual({
    what: "It is closed already; reopen it first.",
    next: "",
    traceId: "4bf92f",
  });
});

test("errors of single fields are told with it", async () => {
  answer(400, { title: "Invalid", status: 400, detail: "Not accepted.", errors: { text: ["is too long"] } });
  expect((await failureOf(call("POST", "/x", {}))).what).toBe("Not accepted. text: is too long.");
});

test("a problem without a detail still says what to do", async () => {
  answer(403, { title: "Not allowed", status: 403 });
  expect(await failureOf(call("GET", "/x"))).toMatchObject({
    what: "Not allowed.",
    next: "Your role may not do this; ask an administrator.",
  });
});

test("when to ask again is told in words", async () => {
  const busy = { title: "Too many", status: 429, detail: "There were too many." };
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(JSON.stringify(busy), { status: 429, headers: { "retry-after": "90" } })),
  );
  expect((await failureOf(call("POST", "/x", {}))).next).toBe("Try again in 1 min.");
});

test("an answer that is no problem document is still a sentence", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 502 })));
  expect((await failureOf(call("GET", "/x"))).what).toBe("The server answered 502.");
});

test("silence is not taken for a refusal", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(call("GET", "/x")).rejects.toBeInstanceOf(NoContact);
  expect((await failureOf(call("GET", "/x"))).next).toContain("not known whether");
});

test("whoever wants to know hears that the session is over", async () => {
  answer(401, { title: "Unauthorized", status: 401 });
  const told = vi.fn();
  const forget = onDoubt(told);
  await expect(call("GET", "/events")).rejects.toBeInstanceOf(Refusal);
  forget();
  expect(told).toHaveBeenCalledTimes(1);
});

test("whoever wants to know hears that the role is not what it seemed", async () => {
  answer(403, { title: "Forbidden", status: 403 });
  const told = vi.fn();
  const forget = onDoubt(told);
  await expect(call("POST", "/users", {})).rejects.toBeInstanceOf(Refusal);
  forget();
  expect(told.mock.calls).toEqual([["forbidden"]]);
});

test("an answer comes with its version, which goes back with the change", async () => {
  const sent: RequestInit[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    sent.push(init);
    return Promise.resolve(new Response("{}", { headers: { etag: '"7"' } }));
  });
  const { etag } = await ask("GET", "/users/u1");
  await ask("PUT", "/users/u1", { body: {}, ifMatch: etag });
  expect(etag).toBe('"7"');
  expect(new Headers(sent[1]?.headers).get("if-match")).toBe('"7"');
});

test("a paged list is read to its end", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const last = url.includes("cursor=b%3D");
    const page = { items: [asked.length], nextCursor: last ? null : "b=" };
    return Promise.resolve(new Response(JSON.stringify(page)));
  });
  expect(await callAll("/events?status=new", 10_000)).toEqual([1, 2]);
  expect(asked).toEqual([
    "/api/v1/events?status=new&limit=500",
    "/api/v1/events?status=new&limit=500&cursor=b%3D",
  ]);
});

test("the trace id can be copied", async () => {
  const user = userEvent.setup();
  render(<TroubleNote trouble={{ what: "No.", next: "Wait.", traceId: "4bf92f" }} />);
  expect(screen.getByRole("alert").textContent).toContain("No. Wait.");
  await user.click(screen.getByRole("button", { name: "Copy trace id" }));
  expect(await navigator.clipboard.readText()).toBe("4bf92f");
  expect(await screen.findByText("Copied")).toBeTruthy();
});
