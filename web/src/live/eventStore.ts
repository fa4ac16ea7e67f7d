import type { EventView } from "../api/types";
import { type LiveFrame, SNAPSHOT_LIMIT } from "./frames";
import type { Known } from "./known";

/** Renders at most this often, however fast frames come. */
const PAUSE_MS = 100;
/** Closed events that are kept, so that an open drawer does not lose what it shows. */
const CLOSED_KEPT = 1000;

/**
 * Events by id, as the server last told them. A frame never replaces a newer version by an older one, so
 * frames, answers to actions and pages of the list may arrive in any order. Loses nothing but old closed events.
 */
export class EventStore {
  #events = new Map<string, EventView>();
  #view: readonly EventView[] = [];
  #cursor: string | null = null;
  #listeners = new Set<() => void>();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #dirty = false;
  #known: Known = "nothing";
  #told: Known = "nothing";

  /** Where the stream goes on; null until the first frame. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /** How much of what is open is in the view. */
  known = (): Known => this.#told;

  /** A snapshot that was cut has been completed: to all there is, or only to more of it. */
  complete(isWhole: boolean): void {
    this.#known = isWhole ? "whole" : "part";
    this.#changed();
  }

  /** All events, in no order; the same array until something changed. */
  view = (): readonly EventView[] => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(id: string): EventView | undefined {
    return this.#events.get(id);
  }

  /** Takes a frame and returns the events that were not known before. */
  apply(frame: LiveFrame): EventView[] {
    if (frame.cursor !== "") this.#cursor = frame.cursor;
    if (frame.kind === "beat") return [];
    const raised = frame.events.filter((event) => !this.#events.has(event.id));
    if (frame.kind === "snapshot") {
      this.#events = new Map();
      this.#known = frame.events.length < SNAPSHOT_LIMIT ? "whole" : "part";
    }
    // Frames come in the order of the feed; the next page may change while the event's version stays.
    this.#put(frame.events, (held, news) => held.version <= news.version);
    this.#changed();
    return raised;
  }

  /** Takes events that came another way: the answer to an action, or a page of the list. */
  merge(events: EventView[]): void {
    if (this.#put(events, (held, news) => held.version < news.version).length > 0) this.#changed();
  }

  #put(events: EventView[], isNewer: (held: EventView, news: EventView) => boolean): EventView[] {
    const taken = events.filter((event) => {
      const held = this.#events.get(event.id);
      return held === undefined || isNewer(held, event);
    });
    for (const event of taken) this.#events.set(event.id, event);
    return taken;
  }

  #changed(): void {
    this.#dirty = true;
    if (this.#pause !== undefined) return;
    this.#publish();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#dirty) this.#changed();
    }, PAUSE_MS);
  }

  #publish(): void {
    this.#dirty = false;
    this.#forgetOldClosed();
    this.#view = [...this.#events.values()];
    this.#told = this.#known;
    for (const tell of this.#listeners) tell();
  }

  #forgetOldClosed(): void {
    const closed = [...this.#events.values()].filter((event) => event.status === "closed");
    if (closed.length <= CLOSED_KEPT) return;
    closed.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
    for (const event of closed.slice(0, closed.length - CLOSED_KEPT)) this.#events.delete(event.id);
  }
}
