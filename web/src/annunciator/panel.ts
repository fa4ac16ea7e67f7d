import type { EventView, Facility } from "../api/types";
import { isAside } from "../events/asides";
import { grouped } from "../events/grouped";
import { isUnresolved } from "../events/urgency";
import { annunciates, type Look, lookOf } from "./look";

export type CategoryTile = Look & { category: string };
/** A facility, or null for what belongs to none. */
export type FacilityTile = Look & { facility: Facility | null; tiles: CategoryTile[]; aside: number };

/** Categories beyond these share a last tile. */
const MOST_CATEGORIES = 11;
export const OTHER = "other";
/** The place of what belongs to no facility. */
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
  const byHome = grouped(events, ({ facilityId }) => (facilityId === null ? NOWHERE : homeOf(facilityId)));
  const tileFor = ({ category }: EventView) => (categories.includes(category) ? category : OTHER);
  return places.map((id) => {
    const facility = byId.get(id) ?? null;
    if (facility === null && id !== NOWHERE) return null;
    const here = byHome.get(id) ?? [];
    const standing = grouped(here.filter(annunciates), tileFor);
    return {
      ...lookOf([...standing.values()].flat()),
      facility,
      tiles: categories.map((category) => ({ category, ...lookOf(standing.get(category) ?? []) })),
      aside: here.filter((event) => isUnresolved(event) && isAside(event)).length,
    };
  });
}
