import type { EventView, Severity, Status } from "../api/types";
import { isQuiet } from "../events/asides";

/** Most severe first; the place in this list is the digit shown. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
export const statuses: readonly Status[] = ["new", "acknowledged", "in_progress", "resolved", "closed"];

export type Shape = "square" | "triangle" | "diamond" | "circle";
export type Sign = { digit: string; shape: Shape; name: string };

const signs: Record<Severity, Sign> = {
  critical: { digit: "1", shape: "square", name: "Critical" },
  high: { digit: "2", shape: "triangle", name: "High" },
  medium: { digit: "3", shape: "diamond", name: "Medium" },
  low: { digit: "4", shape: "circle", name: "Low" },
};

/** The second and third code of a severity, for eyes that do not tell colours apart. */
export const signOf = (severity: Severity): Sign => signs[severity];

/** Who resolves what went away without anybody. */
export const ITSELF = "system";

/** `calling`: nobody took it, blinks. `returned`: it went away before anybody took it, outlined. */
export type Call = "calling" | "returned" | "steady";

type Calling = Pick<EventView, "status" | "acknowledgedAt" | "resolvedBy"> &
  Partial<Pick<EventView, "shelved" | "suppressed" | "outOfService" | "muted" | "gathering">>;

/** What is set aside, or not yet serious, calls nobody. */
export function callOf(event: Calling): Call {
  if (isQuiet(event)) return "steady";
  if (event.status === "new") return "calling";
  const wentAway = event.status === "resolved" && event.resolvedBy === ITSELF;
  return wentAway && event.acknowledgedAt === null ? "returned" : "steady";
}

const names: Record<Status, string> = {
  new: "New",
  acknowledged: "Acknowledged",
  in_progress: "In progress",
  resolved: "Resolved",
  closed: "Closed",
};

export const statusName = (status: Status): string => names[status];
