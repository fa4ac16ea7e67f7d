import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { call } from "../api/http";
import type { EventView } from "../api/types";
import { hearServerTime, useTick } from "../time/serverClock";
import { Backfill } from "./backfill";
import { type Contact, contactAt } from "./contact";
import { EventStore } from "./eventStore";
import type { LiveFrame, OpenFeed } from "./frames";
import { keepLive } from "./keepLive";
import type { Known } from "./known";
import { signalrFeed } from "./signalrFeed";

type Raised = (events: EventView[]) => void;

class Live {
  readonly store = new EventStore();
  readonly raised = new Set<Raised>();
  readonly #backfill = new Backfill(this.store, Math.random);
  waitingSince = Date.now();
  lastFrameAt: number | null = null;

  run(open: OpenFeed, signal: AbortSignal): void {
    this.waitingSince = Date.now();
    const link = {
      open,
      cursor: () => this.store.cursor,
      onFrame: (frame: LiveFrame) => this.#hear(frame, signal),
      // Tells a lost session (401 leads to the sign-in page) from a lost server (nothing to do but wait).
      onBroken: () => void call("GET", "/me", undefined, signal).catch(() => undefined),
      random: Math.random,
    };
    void keepLive(link, signal);
  }

  #hear(frame: LiveFrame, signal: AbortSignal): void {
    const first = this.lastFrameAt === null;
    this.lastFrameAt = Date.now();
    hearServerTime(frame.at, this.lastFrameAt);
    const fresh = this.store.apply(frame);
    if (!first && fresh.length > 0) for (const tell of this.raised) tell(fresh);
    if (frame.kind === "snapshot") this.#backfill.after(frame.events, signal);
  }
}

const LiveContext = createContext<Live | null>(null);

type LiveProviderProps = { children: ReactNode; open?: OpenFeed };

/** Keeps one live stream for everything below it. */
export function LiveProvider({ children, open = signalrFeed }: LiveProviderProps) {
  const [live] = useState(() => new Live());
  useEffect(() => {
    const life = new AbortController();
    live.run(open, life.signal);
    return () => life.abort();
  }, [live, open]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("useLive needs a LiveProvider");
  return live;
}

/** The store itself, for those who add to it. */
export const useEventStore = (): EventStore => useLive().store;

/** Every known event, in no order. */
export function useLiveEvents(): readonly EventView[] {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, store.view);
}

/** How much of what is open is among them. */
export function useKnown(): Known {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, store.known);
}

/** False where there is more than that: then the list has to be read from the server. */
export const useKnowsAllOpen = (): boolean => useKnown() !== "part";

/** Whether what is shown is now, judged twice a second. */
export function useContact(): Contact {
  const live = useLive();
  useTick();
  return contactAt(live.waitingSince, live.lastFrameAt, Date.now());
}

/** Calls `listener` with events that were raised since the page is open, not with those it began with. */
export function useRaised(listener: Raised): void {
  const { raised } = useLive();
  useEffect(() => {
    raised.add(listener);
    return () => void raised.delete(listener);
  }, [raised, listener]);
}
