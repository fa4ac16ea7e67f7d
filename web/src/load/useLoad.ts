import { useQuery } from "@tanstack/react-query";
import { call, callAll } from "../api/http";
import type { EventView, Facets } from "../api/types";
import { serverNow } from "../time/serverClock";
import { day, hour, tenMinutes, type Window } from "./bands";
import { asksForSomebody } from "./flood";

/** Enough to see what comes again and again, and no burden for the server. */
export const MOST_READ = 5000;

export type Count = { window: Window; count: number; isWhole: boolean };

/** What the last ten minutes, hour and day brought, closed events too; read anew each minute. */
export const useLoad = () =>
  useQuery({
    queryKey: ["load"],
    queryFn: async ({ signal }) => {
      const now = serverNow();
      const path = `/events?${since(now, day)}&sort=-receivedAt`;
      const read = await callAll<EventView>(path, MOST_READ, signal);
      const isWhole = read.length < MOST_READ;
      const events = read.filter(asksForSomebody);
      const counts = await Promise.all(
        [tenMinutes, hour, day].map((window) =>
          isWhole ? countHere(events, window, now) : countThere(window, now, signal),
        ),
      );
      return { now, counts, events, isWhole };
    },
    refetchInterval: 60_000,
  });

const since = (now: number, { minutes }: Window) =>
  `from=${encodeURIComponent(new Date(now - minutes * 60_000).toISOString())}`;

function countHere(events: readonly EventView[], window: Window, now: number): Count {
  const from = now - window.minutes * 60_000;
  const count = events.filter(({ receivedAt }) => Date.parse(receivedAt) >= from).length;
  return { window, count, isWhole: true };
}

/** Where there are more than are read, the server counts. */
async function countThere(window: Window, now: number, signal: AbortSignal): Promise<Count> {
  const path = `/events/facets?${since(now, window)}`;
  const { counted, isComplete } = await call<Facets>("GET", path, undefined, signal);
  return { window, count: counted, isWhole: isComplete };
}
