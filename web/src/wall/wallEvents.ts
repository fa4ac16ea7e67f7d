import { annunciates, lookOf, type TileState } from "../annunciator/look";
import type { EventView, Facility, Severity } from "../api/types";
import { isUnresolved, mostUrgentFirst } from "../events/urgency";
import { rootsOf } from "../facilities/roots";
import { severities } from "../severity/severity";

/** What can be read from the back of the room. */
export const ROWS = 12;
/** More tiles than this have no room: then the topmost facilities stand for those below them. */
const MOST_TILES = 32;

export type Count = { severity: Severity; count: number; oldestNewAt: string | null };
export type Tile = { id: string; name: string; worst: Severity | null; state: TileState; count: number };

/** The most urgent unresolved events. */
export const mostUrgent = (events: readonly EventView[]): EventView[] =>
  mostUrgentFirst(events.filter(isUnresolved)).slice(0, ROWS);

/** Per severity how many are unresolved, and since when the oldest of them waits for somebody. */
export function countBySeverity(events: readonly EventView[]): Count[] {
  return severities.map((severity) => {
    const open = events.filter((event) => event.severity === severity && isUnresolved(event));
    const waiting = open.filter((event) => event.status === "new").map((event) => event.receivedAt);
    waiting.sort((a, b) => Date.parse(a) - Date.parse(b));
    return { severity, count: open.length, oldestNewAt: waiting[0] ?? null };
  });
}

/** One tile per facility, in the order of the facilities; each goes through the sequence of the annunciator. */
export function tilesOf(facilities: readonly Facility[], events: readonly EventView[]): Tile[] {
  const roots = rootsOf(facilities);
  const rolledUp = facilities.length > MOST_TILES;
  const shown = rolledUp ? facilities.filter((one) => roots.get(one.id) === one.id) : facilities;
  const standing = events.filter(annunciates);
  return shown.slice(0, MOST_TILES).map(({ id, name }) => {
    const here = standing.filter(
      ({ facilityId }) =>
        facilityId === id || (rolledUp && facilityId !== null && roots.get(facilityId) === id),
    );
    const { severity: worst, state, count } = lookOf(here);
    return { id, name, worst, state, count };
  });
}
