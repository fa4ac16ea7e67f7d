import { callAll } from "../api/http";
import { Refusal } from "../api/problem";
import type { EventView } from "../api/types";
import { backoff } from "./backoff";
import type { EventStore } from "./eventStore";
import { SNAPSHOT_LIMIT } from "./frames";
import { pause } from "./pause";

const OPEN = "/events?status=new,acknowledged,in_progress,resolved&sort=urgency";
const MOST = 10_000;
const LONGEST_MS = 30_000;

/**
 * Reads what a cut snapshot left out, again and again until it has it. A new snapshot ends the reading for an older one:
 * what that brings may be over by now.
 */
export class Backfill {
  #reading: AbortController | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly random: () => number,
  ) {}

  after(snapshot: readonly EventView[], signal: AbortSignal): void {
    this.#reading?.abort();
    if (snapshot.length < SNAPSHOT_LIMIT) return;
    this.#reading = new AbortController();
    void this.#read(AbortSignal.any([signal, this.#reading.signal]));
  }

  async #read(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        const all = await callAll<EventView>(OPEN, MOST, signal);
        if (signal.aborted) return;
        this.store.merge(all);
        return this.store.complete(all.length < MOST);
      } catch (error) {
        if (signal.aborted) return;
        console.warn("The less urgent events could not be read.", error);
        await pause(Math.max(askedToWait(error), backoff(failures, this.random, LONGEST_MS)), signal);
      }
    }
  }
}

const askedToWait = (error: unknown): number =>
  error instanceof Refusal ? (error.problem.retryAfter ?? 0) * 1000 : 0;
