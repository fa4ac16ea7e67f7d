import type { LinkKind } from "../api/types";

export const linkKinds: readonly LinkKind[] = ["work_order", "anomaly", "event"];

const names: Record<LinkKind, string> = { work_order: "Work order", anomaly: "Anomaly", event: "Event" };

export const linkName = (kind: LinkKind): string => names[kind];
