import { useQuery } from "@tanstack/react-query";
import { call } from "../api/http";
import type { EventView, Listing } from "../api/types";
import { serverNow } from "../time/serverClock";
import { day, hour, tenMinutes, type Window } from "./bands";
import { asksForSomebody } from "./flood";

/** Enough to see what comes again and again, and no burden for the server. */
export const MOST_READ = 5000;
const PAGE = 500;

/** How many came; where it is not the `isWhole` of it, at least so many. */
export type Count = { window: Window; count: number; isWhole: boolean };

/** What the last ten minutes, hour and day brought, closed events too; read anew each minute. */
export const useLoad = () =>
  useQuery({
    queryKey: ["load"],
    queryFn: async ({ signal }) => {
      const now = serverNow();
      const { events, isWhole, readBackTo } = await readSince(now - lengthOf(day), signal);
      const counts = [tenMinutes, hour, day].map((window): Count => {
        const from = now - lengthOf(window);
        const count = events.filter(({ receivedAt }) => Date.parse(receivedAt) >= from).length;
        return { window, count, isWhole: isWhole || readBackTo < from };
      });
      return { now, counts, events, isWhole };
    },
    refetchInterval: 60_000,
  });

const lengthOf = ({ minutes }: Window): number => minutes * 60_000;

/** What was received since then, the newest first, as far as that is not too much: when it was detected tells nothing of the load. */
async function readSince(from: number, signal: AbortSignal) {
  const read: EventView[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/events?sort=-receivedAt&limit=${PAGE}${next}`;
    const page: Listing<EventView> = await call("GET", path, undefined, signal);
    read.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && read.length < MOST_READ && receivedAtEndOf(read) >= from);
  const readBackTo = receivedAtEndOf(read);
  return {
    events: read.filter((event) => asksForSomebody(event) && Date.parse(event.receivedAt) >= from),
    isWhole: cursor === null || readBackTo < from,
    readBackTo,
  };
}

const receivedAtEndOf = (events: readonly EventView[]): number =>
  Date.parse(events.at(-1)?.receivedAt ?? "") || 0;
