import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveFrame, OpenFeed } from "../../src/live/frames";
import { keepLive } from "../../src/live/keepLive";
import { at } from "../anEvent";

const beat = (cursor: string): LiveFrame => ({ kind: "beat", cursor, at: at(0), events: [] });

/** A server whose connections are broken and silenced by hand. */
class Server {
  readonly asked: (string | null)[] = [];
  send: (frame: LiveFrame) => void = () => undefined;
  down = false;
  breakOff: () => void = () => undefined;

  open: OpenFeed = (cursor, onFrame, signal) => {
    this.asked.push(cursor);
    if (this.down) return Promise.reject(new Error("refused"));
    this.send = onFrame;
    return new Promise((_, reject) => {
      this.breakOff = () => reject(new Error("broken"));
      signal.addEventListener("abort", () => reject(new Error("dropped")));
    });
  };
}

let life: AbortController;
let cursor: string | null;
let broken: number;

function listen(server: Server) {
  const onFrame = (frame: LiveFrame) => {
    cursor = frame.cursor;
  };
  const onBroken = () => {
    broken += 1;
  };
  void keepLive({ open: server.open, cursor: () => cursor, onFrame, onBroken, random: () => 1 }, life.signal);
}

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  cursor = null;
  broken = 0;
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

test("after a break it goes on at the last cursor", async () => {
  const server = new Server();
  listen(server);
  server.send(beat("c7"));
  server.breakOff();
  await vi.advanceTimersByTimeAsync(250);
  expect(server.asked).toEqual([null, "c7"]);
});

test("it never gives up while the server is away, and is back soon after it returns", async () => {
  const server = new Server();
  server.down = true;
  listen(server);
  await vi.advanceTimersByTimeAsync(2 * 60 * 60_000);
  expect(server.asked.length).toBeGreaterThan(1000);
  expect(broken).toBe(server.asked.length);

  server.down = false;
  await vi.advanceTimersByTimeAsync(5000);
  server.send(beat("c1"));
  expect(cursor).toBe("c1");
});

test("a connection that falls silent is dropped although its socket is open", async () => {
  const server = new Server();
  listen(server);
  server.send(beat("c1"));
  await vi.advanceTimersByTimeAsync(7999);
  expect(server.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(server.asked).toEqual([null, "c1"]);
});

test("beats keep a quiet connection", async () => {
  const server = new Server();
  listen(server);
  for (let i = 0; i < 30; i++) {
    server.send(beat(`c${i}`));
    await vi.advanceTimersByTimeAsync(2000);
  }
  expect(server.asked).toEqual([null]);
});

test("a frame of a dropped connection is not taken any more", async () => {
  const server = new Server();
  listen(server);
  const late = server.send;
  server.send(beat("c1"));
  await vi.advanceTimersByTimeAsync(8500);
  server.send(beat("c2"));
  late(beat("c0"));
  expect(cursor).toBe("c2");
});

test("when the network comes back it does not wait for its turn", async () => {
  const server = new Server();
  server.down = true;
  listen(server);
  await vi.advanceTimersByTimeAsync(60_000);
  const tries = server.asked.length;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(server.asked).toHaveLength(tries + 1);
});

test("it ends with the page", async () => {
  const server = new Server();
  listen(server);
  life.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toHaveLength(1);
});
