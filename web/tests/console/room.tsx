import { act, render } from "@testing-library/react";
import { vi } from "vitest";
import type { EventView } from "../../src/api/types";
import { App } from "../../src/app/App";
import type { LiveFrame } from "../../src/live/frames";

type Answer = { status?: number; body?: unknown };
type Call = { method: string; path: string; body: unknown };

/** A server of answers and frames, and the console opened before it. */
export class Room {
  readonly calls: Call[] = [];
  readonly answers = new Map<string, Answer>([
    ["GET /me", { body: { name: "Ana", role: "admin", tenant: "main" } }],
    ["GET /facilities", { body: { items: [], nextCursor: null } }],
  ]);
  /** Replaces the live stream of the page; the newest connection is the one that hears. */
  readonly feed = vi.fn();
  #hear: (frame: LiveFrame) => void = () => undefined;
  #cursor = 0;

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

  #fetch = async (url: string, init: RequestInit) => {
    const method = init.method ?? "GET";
    const path = url.replace("/api/v1", "").replace(/\?.*/, "");
    this.calls.push({ method, path, body: init.body == null ? null : JSON.parse(String(init.body)) });
    const { status = 200, body } = this.answers.get(`${method} ${path}`) ?? unasked(path);
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  };
}

/** Nothing has happened to an event of which a test says no more; all else does not exist. */
const unasked = (path: string): Answer =>
  /\/(timeline|pages)$/.test(path)
    ? { body: { items: [], nextCursor: null } }
    : { status: 404, body: { title: "Not found", status: 404 } };
