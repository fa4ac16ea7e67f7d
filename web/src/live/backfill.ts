import { callAll } from "../api/http";
import type { EventView } from "../api/types";
import type { EventStore } from "./eventStore";

/** A snapshot carries this many events at most; the rest is read as a list. */
const SNAPSHOT_LIMIT = 1000;
const MOST = 10_000;

/** Completes a snapshot that was cut. A failure leaves the most urgent thousand, and the next snapshot tries again. */
export async function backfill(store: EventStore, snapshot: EventView[], signal: AbortSignal): Promise<void> {
  if (snapshot.length < SNAPSHOT_LIMIT) return store.complete(true);
  const open = "/events?status=new,acknowledged,in_progress,resolved&sort=urgency";
  try {
    const all = await callAll<EventView>(open, MOST, signal);
    store.merge(all);
    store.complete(all.length < MOST);
  } catch (error) {
    if (signal.aborted) return;
    store.complete(false);
    console.warn("The less urgent events could not be read.", error);
  }
}
