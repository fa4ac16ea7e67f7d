import type { EventView, Status } from "../../api/types";

export type Action = "acknowledge" | "start" | "resolve" | "close";
export type ActionLine = { action: Action; name: string; doing: string; key: string };

/** In the order in which an event is worked; the place of each button never changes. */
export const actionLines: readonly ActionLine[] = [
  { action: "acknowledge", name: "Acknowledge", doing: "Acknowledging", key: "a" },
  { action: "start", name: "Start", doing: "Starting", key: "s" },
  { action: "resolve", name: "Resolve", doing: "Resolving", key: "r" },
  { action: "close", name: "Close", doing: "Closing", key: "d" },
];

const from: Record<Action, readonly Status[]> = {
  acknowledge: ["new"],
  start: ["acknowledged"],
  resolve: ["new", "acknowledged", "in_progress"],
  close: ["resolved"],
};

/** Whether the server would take this action now, as far as the console can know. */
export const allows = (event: Pick<EventView, "status">, action: Action): boolean =>
  from[action].includes(event.status);

/** The action that an event waits for; its button is the prominent one. */
export function nextAction(status: Status): Action | null {
  if (status === "new") return "acknowledge";
  if (status === "acknowledged") return "start";
  if (status === "in_progress") return "resolve";
  return status === "resolved" ? "close" : null;
}
