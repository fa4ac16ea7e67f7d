import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, call } from "../../src/api/http";
import { NoContact } from "../../src/api/problem";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const never = () => new Promise<never>(() => undefined);
const outcomeOf = (asked: Promise<unknown>) => {
  const outcome = { of: null as unknown };
  asked.then(
    () => {
      outcome.of = "answered";
    },
    (error: unknown) => {
      outcome.of = error;
    },
  );
  return outcome;
};

test("a server that is silent for a quarter of a minute is told as one that does not answer", async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    signals.push(init.signal as AbortSignal);
    return never();
  });
  const outcome = outcomeOf(call("GET", "/me"));
  await vi.advanceTimersByTimeAsync(14_000);
  expect(outcome.of).toBeNull();
  await vi.advanceTimersByTimeAsync(2000);
  expect(outcome.of).toBeInstanceOf(NoContact);
  expect(signals[0]?.aborted).toBe(true);
});

test("an answer whose end does not come is none", async () => {
  vi.stubGlobal("fetch", async () => ({ ok: true, status: 200, headers: new Headers(), json: never }));
  const outcome = outcomeOf(call("GET", "/me"));
  await vi.advanceTimersByTimeAsync(16_000);
  expect(outcome.of).toBeInstanceOf(NoContact);
});

test("a file takes as long as it takes", async () => {
  vi.stubGlobal("fetch", never);
  const outcome = outcomeOf(ask("POST", "/events/pump/attachments", { file: new File(["x"], "x.pdf") }));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(outcome.of).toBeNull();
});

test("who asks no more hears nothing of silence", async () => {
  vi.stubGlobal(
    "fetch",
    (_: string, init: RequestInit) =>
      new Promise((_, reject) =>
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)),
      ),
  );
  const life = new AbortController();
  const outcome = outcomeOf(call("GET", "/me", undefined, life.signal));
  life.abort(new Error("left"));
  await vi.advanceTimersByTimeAsync(0);
  expect(outcome.of).toEqual(new Error("left"));
});
