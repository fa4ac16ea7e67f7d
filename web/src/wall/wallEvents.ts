import { annunciates, lookOf, type TileState } from "../annunciator/look";
import { nameOfNowhere } from "../annunciator/panel";
import type { EventView, Facility, Severity } from "../api/types";
import { isQuiet } from "../events/asides";
import { grouped } from "../events/grouped";
import { isUnresolved, mostUrgentFirst } from "../events/urgency";
import { rootsOf } from "../facilities/roots";
import { severities } from "../severity/severity";

/** What can be read from the back of the room. */
export const ROWS = 12;
/** More tiles than this have no room: then the topmost facilities stand for those below them. */
const MOST_TILES = 32;
/** The last tile: what belongs to no other. */
export const ELSEWHERE = "";

export type Count = { severity: Severity; count: number; oldestNewAt: string | null };
export type Tile = { id: string; name: string; worst: Severity | null; state: TileState; count: number };

/** What asks for somebody: unresolved, and neither set aside nor too seldom seen to be serious. */
const asks = (event: EventView): boolean => isUnresolved(event) && !isQuiet(event);

/** The most urgent events that ask for somebody. */
export const mostUrgent = (events: readonly EventView[]): EventView[] =>
  mostUrgentFirst(events.filter(asks)).slice(0, ROWS);

/** How many are unresolved and call nobody. */
export const quietCount = (events: readonly EventView[]): number =>
  events.filter((event) => isUnresolved(event) && isQuiet(event)).length;

/** Per severity how many ask for somebody, and since when the oldest of them waits. */
export function countBySeverity(events: readonly EventView[]): Count[] {
  const bySeverity = grouped(events.filter(asks), ({ severity }) => severity);
  return severities.map((severity) => {
    const open = bySeverity.get(severity) ?? [];
    const waiting = open.filter((event) => event.status === "new").map((event) => event.receivedAt);
    waiting.sort((a, b) => Date.parse(a) - Date.parse(b));
    return { severity, count: open.length, oldestNewAt: waiting[0] ?? null };
  });
}

/**
 * One tile per facility, in the order of the facilities, and behind them one for all the rest; each goes through the
 * sequence of the annunciator.
 */
export function tilesOf(facilities: readonly Facility[], events: readonly EventView[]): Tile[] {
  const roots = rootsOf(facilities);
  const rolledUp = facilities.length >= MOST_TILES;
  const wanted = rolledUp ? facilities.filter((one) => roots.get(one.id) === one.id) : facilities;
  const shown = wanted.slice(0, MOST_TILES - 1);
  const places = new Set(shown.map(({ id }) => id));
  const placeOf = ({ facilityId }: EventView): string => {
    if (facilityId === null) return ELSEWHERE;
    const home = rolledUp ? (roots.get(facilityId) ?? ELSEWHERE) : facilityId;
    return places.has(home) ? home : ELSEWHERE;
  };
  const standing = grouped(events.filter(annunciates), placeOf);
  const left = wanted.length - shown.length;
  const rest = left > 0 ? `${left} more facilities` : nameOfNowhere(standing.get(ELSEWHERE) ?? []);
  return [...shown, { id: ELSEWHERE, name: rest }].map(({ id, name }) => {
    const { severity: worst, state, count } = lookOf(standing.get(id) ?? []);
    return { id, name, worst, state, count };
  });
}

/** The same tiles before anything was heard. */
export const unheard = (tiles: readonly Tile[]): Tile[] =>
  tiles.map((tile) => ({ ...tile, worst: null, state: "unknown", count: 0 }));
