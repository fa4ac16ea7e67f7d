import type { EventView, Severity } from "../api/types";
import { isAside } from "../events/asides";
import { isUnresolved } from "../events/urgency";
import { type Call, callOf, severities } from "../severity/severity";

/**
 * The sequence of a tile, after ISA-18.1: `calling` is new and blinks, `taken` is acknowledged and steady, `returned` went
 * away before anybody took it and is outlined, `normal` is grey.
 */
export type TileState = "calling" | "returned" | "taken" | "normal";

/** How one tile looks; `severity` is the worst of what puts it in its state. */
export type Look = { state: TileState; severity: Severity | null; count: number };

const order: readonly TileState[] = ["calling", "returned", "taken"];

/** What stands on the panel: everything open, and what went away before anybody took it. Set aside does not call. */
export const annunciates = (event: EventView): boolean =>
  !isAside(event) && (isUnresolved(event) || callOf(event) === "returned");

export function stateOf(event: EventView): TileState {
  const call = callOf(event);
  return call === "steady" ? "taken" : call;
}

/** The look of a tile that stands for these events. */
export function lookOf(events: readonly EventView[]): Look {
  const state = order.find((one) => events.some((event) => stateOf(event) === one)) ?? "normal";
  const leading = events.filter((event) => stateOf(event) === state);
  const severity = severities.find((one) => leading.some((event) => event.severity === one)) ?? null;
  return { state, severity, count: events.length };
}

const words: Record<TileState, string> = {
  calling: "unacknowledged",
  returned: "went away unacknowledged",
  taken: "taken",
  normal: "normal",
};

/** How the sign on a tile in this state looks. */
export const tileCalls: Record<TileState, Call> = {
  calling: "calling",
  returned: "returned",
  taken: "steady",
  normal: "steady",
};

/** For whoever does not see the tile. */
export const lookInWords = ({ state, severity, count }: Look): string =>
  state === "normal" ? "normal" : `${count} ${words[state]}, worst ${severity}`;
