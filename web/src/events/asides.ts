import type { AsideKind, EventView } from "../api/types";

/** One way in which an event is kept from paging anybody, and why. */
export type AsideMark = {
  kind: AsideKind;
  by: string | null;
  reason: string;
  since: string;
  until: string | null;
  oneShot: boolean;
};

const names: Record<AsideKind, string> = {
  shelved: "Shelved",
  suppressed: "Suppressed by design",
  out_of_service: "Out of service",
  maintenance: "Maintenance",
  inhibited: "Inhibited",
};

export const asideName = (kind: AsideKind): string => names[kind];

type Asideable = Pick<EventView, "shelved" | "suppressed" | "outOfService" | "muted">;

/** Everything that keeps it from paging, what people did first. */
export function asidesOf(event: Asideable): AsideMark[] {
  const byHand = [
    ["shelved", event.shelved],
    ["suppressed", event.suppressed],
    ["out_of_service", event.outOfService],
  ] as const;
  return [
    ...byHand.flatMap(([kind, aside]) => (aside == null ? [] : { kind, ...aside })),
    ...(event.muted ?? []).map((muting) => ({
      ...muting,
      by: null,
      until: muting.until ?? null,
      oneShot: false,
    })),
  ];
}

/** Whether nobody is to be called: it is set aside, or was not seen often enough yet. */
export const isQuiet = (event: Partial<Asideable & Pick<EventView, "gathering">>): boolean =>
  isAside(event) || event.gathering != null;

/** Whether anything does. */
export const isAside = (event: Partial<Asideable>): boolean =>
  event.shelved != null ||
  event.suppressed != null ||
  event.outOfService != null ||
  (event.muted?.length ?? 0) > 0;
