import type { EventView, Facility } from "../api/types";
import { isQuiet } from "../events/asides";
import { grouped } from "../events/grouped";
import { isUnresolved } from "../events/urgency";
import { annunciates, type Look, lookOf, stateOf, unknownLook } from "./look";

export type CategoryTile = Look & { category: string };
/** The tile of a facility and of those that it stands for, or of what belongs to none that is known. */
export type FacilityTile = Look & {
  id: string;
  name: string;
  /** What to ask the list for; none: it cannot be asked for these alone. */
  facilityIds: readonly string[];
  tiles: CategoryTile[];
  /** How many events call nobody. */
  aside: number;
  calling: readonly EventView[];
  returned: readonly EventView[];
};

/** Categories beyond these share a last tile. */
const MOST_CATEGORIES = 11;
export const OTHER = "other";
/** So many facilities the list can be asked for at once. */
const MOST_ASKED = 50;
/** The place of what belongs to no facility, or to one that is not known (any more, or yet). */
export const NOWHERE = "";

/** The categories with a tile of their own, and behind them the one for all others where there are such. */
export function tiledCategories(places: readonly string[]): string[] {
  const own = places.slice(0, MOST_CATEGORIES);
  return places.length > MOST_CATEGORIES && !own.includes(OTHER) ? [...own, OTHER] : own;
}

/** One tile per place, null where a facility was taken away. `homeOf` says which tile the events of a facility belong to. */
export function panelOf(
  events: readonly EventView[],
  facilities: readonly Facility[],
  places: readonly string[],
  categories: readonly string[],
  homeOf: (facilityId: string) => string,
): (FacilityTile | null)[] {
  const byId = new Map(facilities.map((one) => [one.id, one]));
  const placed = new Set(places);
  const placeOf = (facilityId: string | null) => {
    const home = facilityId === null || !byId.has(facilityId) ? NOWHERE : homeOf(facilityId);
    return placed.has(home) ? home : NOWHERE;
  };
  const eventsAt = grouped(events, ({ facilityId }) => placeOf(facilityId));
  const facilitiesAt = grouped(facilities, ({ id }) => placeOf(id));
  const tileFor = ({ category }: EventView) => (categories.includes(category) ? category : OTHER);
  return places.map((id) => {
    const name = id === NOWHERE ? nameOfNowhere(eventsAt.get(id) ?? []) : byId.get(id)?.name;
    if (name === undefined) return null;
    const here = eventsAt.get(id) ?? [];
    const standing = here.filter(annunciates);
    const byTile = grouped(standing, tileFor);
    return {
      ...lookOf(standing),
      id,
      name,
      facilityIds: askedFor(id === NOWHERE ? [] : (facilitiesAt.get(id) ?? []), here),
      tiles: categories.map((category) => ({ category, ...lookOf(byTile.get(category) ?? []) })),
      aside: here.filter((event) => isUnresolved(event) && isQuiet(event)).length,
      calling: standing.filter((event) => stateOf(event) === "calling"),
      returned: standing.filter((event) => stateOf(event) === "returned"),
    };
  });
}

/** The same panel before anything was heard. */
export const unheard = (tiles: readonly (FacilityTile | null)[]): (FacilityTile | null)[] =>
  tiles.map(
    (tile) =>
      tile && {
        ...tile,
        ...unknownLook,
        tiles: tile.tiles.map(({ category }) => ({ category, ...unknownLook })),
      },
  );

export const nameOfNowhere = (events: readonly EventView[]): string =>
  events.some(({ facilityId }) => facilityId !== null) ? "No known facility" : "No facility";

/** All facilities of a tile, or those with events where these are too many to ask for. */
function askedFor(facilities: readonly Facility[], events: readonly EventView[]): readonly string[] {
  if (facilities.length > 0 && facilities.length <= MOST_ASKED) return facilities.map(({ id }) => id);
  if (facilities.length === 0 && events.some(({ facilityId }) => facilityId === null)) return [];
  return [...new Set(events.flatMap(({ facilityId }) => facilityId ?? []))].slice(0, MOST_ASKED);
}
