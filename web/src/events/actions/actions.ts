import type { EventView, Status } from "../../api/types";
import type { Permission } from "../../roles/roles";

export type Action =
  | "acknowledge"
  | "unacknowledge"
  | "start"
  | "resolve"
  | "close"
  | "assign"
  | "shelve"
  | "unshelve"
  | "escalate"
  | "reopen"
  | "comment"
  | "suppress"
  | "unsuppress"
  | "out-of-service"
  | "return-to-service"
  | "merge"
  | "split"
  | "link"
  | "unlink";

export type ActionLine = {
  action: Action;
  /** What the button says, what it says meanwhile, and how it is told afterwards. */
  name: string;
  doing: string;
  done: string;
  key?: string;
  needs: Permission;
};

/** In the order in which an event is worked; the place of each button never changes. */
export const actionLines: readonly ActionLine[] = [
  {
    action: "acknowledge",
    name: "Acknowledge",
    doing: "Acknowledging",
    done: "Acknowledged",
    key: "a",
    needs: "act",
  },
  { action: "start", name: "Start", doing: "Starting", done: "Started", key: "s", needs: "act" },
  { action: "resolve", name: "Resolve", doing: "Resolving", done: "Resolved", key: "r", needs: "act" },
  { action: "close", name: "Close", doing: "Closing", done: "Closed", key: "d", needs: "act" },
];

/** What is asked about before it is done, or is not done every day. */
export const moreLines: readonly ActionLine[] = [
  { action: "assign", name: "Assign", doing: "Assigning", done: "Assigned", key: "o", needs: "act" },
  { action: "shelve", name: "Shelve", doing: "Shelving", done: "Shelved", key: "z", needs: "act" },
  { action: "escalate", name: "Escalate", doing: "Escalating", done: "Escalated", key: "e", needs: "act" },
];

export const rareLines: readonly ActionLine[] = [
  {
    action: "unacknowledge",
    name: "Give back",
    doing: "Giving back",
    done: "Gave back",
    key: "b",
    needs: "act",
  },
  { action: "reopen", name: "Reopen", doing: "Reopening", done: "Reopened", key: "u", needs: "act" },
  { action: "merge", name: "Merge into", doing: "Merging", done: "Merged", needs: "act" },
  { action: "split", name: "Split", doing: "Splitting", done: "Split", needs: "act" },
  { action: "link", name: "Link", doing: "Linking", done: "Linked", needs: "act" },
  {
    action: "suppress",
    name: "Suppress by design",
    doing: "Suppressing",
    done: "Suppressed",
    needs: "define",
  },
  {
    action: "out-of-service",
    name: "Out of service",
    doing: "Taking out of service",
    done: "Taken out of service",
    needs: "define",
  },
];

const otherLines: readonly ActionLine[] = [
  { action: "comment", name: "Comment", doing: "Commenting", done: "Commented", key: "c", needs: "act" },
  { action: "unshelve", name: "Unshelve", doing: "Unshelving", done: "Unshelved", needs: "act" },
  { action: "unsuppress", name: "Unsuppress", doing: "Unsuppressing", done: "Unsuppressed", needs: "define" },
  {
    action: "return-to-service",
    name: "Return to service",
    doing: "Returning to service",
    done: "Returned to service",
    needs: "define",
  },
  { action: "unlink", name: "Unlink", doing: "Unlinking", done: "Unlinked", needs: "act" },
];

const byAction = new Map(
  [...actionLines, ...moreLines, ...rareLines, ...otherLines].map((line) => [line.action, line]),
);

export function lineOf(action: Action): ActionLine {
  const line = byAction.get(action);
  if (line === undefined) throw new Error(`No line tells of ${action}`);
  return line;
}

const unresolved: readonly Status[] = ["new", "acknowledged", "in_progress"];
const all: readonly Status[] = [...unresolved, "resolved", "closed"];

const from: Record<Action, readonly Status[]> = {
  acknowledge: ["new"],
  unacknowledge: ["acknowledged", "in_progress"],
  start: ["acknowledged"],
  resolve: unresolved,
  close: ["resolved"],
  assign: [...unresolved, "resolved"],
  shelve: unresolved,
  unshelve: unresolved,
  escalate: unresolved,
  reopen: ["resolved", "closed"],
  comment: all,
  suppress: unresolved,
  unsuppress: unresolved,
  "out-of-service": unresolved,
  "return-to-service": unresolved,
  merge: unresolved,
  split: unresolved,
  link: all,
  unlink: all,
};

type Actable = Pick<EventView, "status"> &
  Partial<
    Pick<EventView, "shelved" | "suppressed" | "outOfService" | "contributors" | "mergedInto" | "gathering">
  >;

/** What an event must have or not have, beside its status. */
const also: Partial<Record<Action, (event: Actable) => boolean>> = {
  // What it held is another event's now.
  reopen: (event) => event.mergedInto == null,
  // What is set aside pages nobody, nor does what was not seen often enough yet.
  escalate: (event) =>
    event.shelved == null &&
    event.suppressed == null &&
    event.outOfService == null &&
    event.gathering == null,
  shelve: (event) => event.shelved == null,
  unshelve: (event) => event.shelved != null,
  suppress: (event) => event.suppressed == null,
  unsuppress: (event) => event.suppressed != null,
  "out-of-service": (event) => event.outOfService == null,
  "return-to-service": (event) => event.outOfService != null,
  split: (event) => (event.contributors?.length ?? 0) > 1,
};

/** Whether the server would take this action now, as far as the console can know. */
export const allows = (event: Actable, action: Action): boolean =>
  from[action].includes(event.status) && (also[action]?.(event) ?? true);

/** The action that an event waits for; its button is the prominent one. */
export function nextAction(status: Status): Action | null {
  if (status === "new") return "acknowledge";
  if (status === "acknowledged") return "start";
  if (status === "in_progress") return "resolve";
  return status === "resolved" ? "close" : null;
}
