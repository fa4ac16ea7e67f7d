import { useQuery } from "@tanstack/react-query";
import { call, callAll } from "../api/http";
import type { EventView, Facets } from "../api/types";
import { serverNow } from "../time/serverClock";
import { day, hour, tenMinutes } from "./bands";
import { asksForSomebody } from "./flood";

/** Enough to see what comes again and again, and no burden for the server. */
export const MOST_READ = 5000;

/** What the last ten minutes, hour and day brought, closed events too; read anew each minute. */
export const useLoad = () =>
  useQuery({
    queryKey: ["load"],
    queryFn: async ({ signal }) => {
      const now = serverNow();
      const since = (minutes: number) => encodeURIComponent(new Date(now - minutes * 60_000).toISOString());
      const [windows, events] = await Promise.all([
        Promise.all(
          [tenMinutes, hour, day].map(async (window) => ({
            window,
            facets: await call<Facets>(
              "GET",
              `/events/facets?from=${since(window.minutes)}`,
              undefined,
              signal,
            ),
          })),
        ),
        callAll<EventView>(`/events?from=${since(day.minutes)}&sort=-receivedAt`, MOST_READ, signal),
      ]);
      return { now, windows, events: events.filter(asksForSomebody), isWhole: events.length < MOST_READ };
    },
    refetchInterval: 60_000,
  });
