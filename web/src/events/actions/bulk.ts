import { ask, call } from "../../api/http";
import { Refusal, type Trouble, troubleOf } from "../../api/problem";
import type { BulkResult, EventView } from "../../api/types";
import type { Action } from "./actions";

/** So many the server takes at once. */
const MOST = 1000;
/** They take their time. */
const PATIENCE_MS = 60_000;
/** These the server takes for one event at a time. */
const oneByOne: readonly Action[] = ["unacknowledge"];

/** What became of one event of many; `trouble` says why nothing did. */
export type BulkItem =
  | { event: EventView; outcome: "done" | "unchanged" }
  | { event: EventView; trouble: Trouble };

export const isRefused = (item: BulkItem): item is Extract<BulkItem, { trouble: Trouble }> =>
  "trouble" in item;

/** Does one thing to many events; every event gets its answer, also where a whole request failed. */
export async function sendMany(
  events: readonly EventView[],
  action: Action,
  body: object,
): Promise<BulkItem[]> {
  const items: BulkItem[] = [];
  if (oneByOne.includes(action)) {
    for (const event of events) items.push(await actOnOne(event, action, body));
    return items;
  }
  for (let first = 0; first < events.length; first += MOST)
    items.push(...(await actOnSome(events.slice(first, first + MOST), action, body)));
  return items;
}

async function actOnOne(event: EventView, action: Action, body: object): Promise<BulkItem> {
  try {
    await call("POST", `/events/${event.id}/${action}`, body);
    return { event, outcome: "done" };
  } catch (error) {
    return { event, trouble: troubleOf(error) };
  }
}

async function actOnSome(events: readonly EventView[], action: Action, body: object): Promise<BulkItem[]> {
  try {
    const ids = events.map((event) => event.id);
    const { value } = await ask<{ results: BulkResult[] }>("POST", "/events/bulk", {
      body: { action, ids, ...body },
      patience: PATIENCE_MS,
    });
    const { results } = value;
    return events.map((event, index) => itemOf(event, results[index]));
  } catch (error) {
    const trouble = troubleOf(error);
    return events.map((event) => ({ event, trouble }));
  }
}

function itemOf(event: EventView, result: BulkResult | undefined): BulkItem {
  if (result?.outcome != null) return { event, outcome: result.outcome };
  const {
    title = "The server said nothing of it",
    status = 0,
    type = "",
    detail = null,
    traceId = null,
  } = result?.problem ?? {};
  const refusal = new Refusal({ title, status, type, detail, traceId, errors: {}, retryAfter: null });
  return { event, trouble: troubleOf(refusal) };
}
