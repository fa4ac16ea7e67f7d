import { act, render } from "@testing-library/react";
import { vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { App } from "../../src/app/App";
import type { LiveFrame } from "../../src/live/frames";

export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
export type Call = { method: string; path: string; query: string; body: unknown; headers: Headers };

/** A server of answers and frames, and the console opened before it. */
export class Room {
  readonly calls: Call[] = [];
  readonly answers = new Map<string, Answer | ((call: Call) => Answer)>([
    ["GET /me", { body: { id: "user-ana", name: "Ana", role: "admin", tenant: "main" } }],
    ["GET /facilities", { body: { items: [], nextCursor: null } }],
  ]);
  /** Replaces the live stream of the page; the newest connection is the one that hears. */
  readonly feed = vi.fn();
  #hear: (frame: LiveFrame) => void = () => undefined;
  #cursor = 0;
  readonly #held = new Map<string, Promise<void>>();

  constructor() {
    vi.stubGlobal("fetch", this.#fetch);
    this.feed.mockImplementation((_cursor, onFrame, signal: AbortSignal) => {
      this.#hear = onFrame;
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("left"))));
    });
  }

  open(path: string) {
    window.history.replaceState(null, "", path);
    return render(<App />);
  }

  sends(kind: LiveFrame["kind"], ...events: EventView[]) {
    this.#cursor += 1;
    const frame = { kind, cursor: `c${this.#cursor}`, at: new Date().toISOString(), events };
    act(() => this.#hear(frame));
  }

  sent = (method: string, path: string) =>
    this.calls.filter((call) => call.method === method && call.path === path);

  signedInAs(role: string, tenant = "main") {
    this.answers.set("GET /me", { body: { id: "user-ana", name: "Ana", role, tenant } });
  }

  /** The next request under this name gets no answer, though it arrived. */
  losesOne(name: string) {
    const before = this.answers.get(name);
    this.answers.set(name, (call) => {
      if (before === undefined) this.answers.delete(name);
      else this.answers.set(name, before);
      if (typeof before === "function") before(call);
      throw new TypeError("Failed to fetch");
    });
  }

  /** Answers under this name wait until what is returned is called. */
  holds(name: string, answer: Answer): () => void {
    let release = () => {};
    this.#held.set(name, new Promise<void>((resolve) => (release = resolve)));
    this.answers.set(name, answer);
    return () => release();
  }

  #fetch = async (url: string, init: RequestInit) => {
    const method = init.method ?? "GET";
    const [path = "", query = ""] = url.replace("/api/v1", "").split("?");
    const body = init.body == null || init.body instanceof File ? init.body : JSON.parse(String(init.body));
    const call = { method, path, query, body, headers: new Headers(init.headers) };
    this.calls.push(call);
    await this.#held.get(`${method} ${path}`);
    const planned = this.answers.get(`${method} ${path}`) ?? unasked(path);
    const { status = 200, body: said, headers } = typeof planned === "function" ? planned(call) : planned;
    return new Response(status === 204 ? null : JSON.stringify(said), {
      status,
      ...(headers && { headers }),
    });
  };
}

/** Nothing has happened to an event of which a test says no more; all else does not exist. */
const unasked = (path: string): Answer =>
  /\/(timeline|pages|attachments|event-filters|channels|escalation-policies|actors)$/.test(path)
    ? { body: { items: [], nextCursor: null } }
    : { status: 404, body: { title: "Not found", status: 404 } };
