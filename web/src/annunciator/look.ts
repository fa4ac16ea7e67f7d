import type { EventView, Severity } from "../api/types";
import { isQuiet } from "../events/asides";
import { isUnresolved } from "../events/urgency";
import { type Call, callOf, severities } from "../severity/severity";

/**
 * The sequence of a tile, after ISA-18.1: `calling` is new and blinks, `taken` is acknowledged and steady, `returned` went
 * away before anybody took it and is outlined, `normal` is grey. `unknown` is what nothing was heard of yet.
 */
export type TileState = "calling" | "returned" | "taken" | "normal" | "unknown";

/** How one tile looks; `leading` are those of its events that put it in its state, `severity` is the worst of them. */
export type Look = { state: TileState; severity: Severity | null; count: number; leading: number };

export const unknownLook: Look = { state: "unknown", severity: null, count: 0, leading: 0 };

const order: readonly TileState[] = ["calling", "returned", "taken"];

/** What stands on the panel: everything open, and what went away before anybody took it; nothing that calls nobody. */
export const annunciates = (event: EventView): boolean =>
  !isQuiet(event) && (isUnresolved(event) || callOf(event) === "returned");

export function stateOf(event: EventView): TileState {
  const call = callOf(event);
  return call === "steady" ? "taken" : call;
}

/** The look of a tile that stands for these events. */
export function lookOf(events: readonly EventView[]): Look {
  const state = order.find((one) => events.some((event) => stateOf(event) === one)) ?? "normal";
  const leading = events.filter((event) => stateOf(event) === state);
  const severity = severities.find((one) => leading.some((event) => event.severity === one)) ?? null;
  return { state, severity, count: events.length, leading: leading.length };
}

const words: Record<TileState, string> = {
  calling: "unacknowledged",
  returned: "went away unacknowledged",
  taken: "taken",
  normal: "normal",
  unknown: "unknown",
};

/** How the sign on a tile in this state looks. */
export const tileCalls: Record<TileState, Call> = {
  calling: "calling",
  returned: "returned",
  taken: "steady",
  normal: "steady",
  unknown: "steady",
};

/** For whoever does not see the tile. */
export function lookInWords({ state, severity, count, leading }: Look): string {
  if (severity === null) return words[state];
  return `${leading} ${words[state]}, worst ${severity}${count > leading ? `, ${count} in all` : ""}`;
}
