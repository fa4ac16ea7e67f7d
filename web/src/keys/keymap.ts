import type { Permission } from "../roles/roles";

/**
 * What a key does, in the words of the overlay, who may use it, and on which pages there is nothing that it could do. Two keys
 * are pressed one after the other.
 */
export type KeyLine = {
  keys: string;
  does: string;
  part: "List" | "Event" | "Go";
  needs?: Permission;
  /** Only where the tenant of who is signed in runs the installation. */
  ofTheHouse?: boolean;
  notOn?: "map";
};

/** Whether a key does anything on a page, by the first part of its path: what is not a list of events only leads elsewhere. */
export const worksOn = (page: string, { part, notOn }: KeyLine): boolean =>
  part === "Go" || page === "events" || (page === "map" && notOn !== "map");

export const keyLines: readonly KeyLine[] = [
  { part: "List", keys: "j", does: "Next event" },
  { part: "List", keys: "k", does: "Previous event" },
  { part: "List", keys: "Enter", does: "Open the event" },
  { part: "List", keys: "x", does: "Select or unselect the event", needs: "act", notOn: "map" },
  { part: "List", keys: "X", does: "Select from the one before to this", needs: "act", notOn: "map" },
  { part: "List", keys: "*", does: "Select all shown, or none", needs: "act", notOn: "map" },
  { part: "List", keys: "n", does: "Show the new events that wait", notOn: "map" },
  { part: "List", keys: "/", does: "Search" },
  { part: "List", keys: "f", does: "Filter", notOn: "map" },
  { part: "List", keys: "+", does: "New event", needs: "act", notOn: "map" },
  { part: "Event", keys: "a", does: "Acknowledge", needs: "act" },
  { part: "Event", keys: "s", does: "Start work", needs: "act" },
  { part: "Event", keys: "r", does: "Resolve", needs: "act" },
  { part: "Event", keys: "d", does: "Close (done)", needs: "act" },
  { part: "Event", keys: "c", does: "Comment", needs: "act" },
  { part: "Event", keys: "e", does: "Escalate now", needs: "act" },
  { part: "Event", keys: "o", does: "Assign to somebody (owner)", needs: "act" },
  { part: "Event", keys: "z", does: "Shelve, or take from the shelf", needs: "act" },
  { part: "Event", keys: "b", does: "Give back: nobody has it after all", needs: "act" },
  { part: "Event", keys: "u", does: "Reopen", needs: "act" },
  { part: "Event", keys: "Escape", does: "Back to now, close the drawer, leave a field" },
  { part: "Event", keys: "h", does: "As it was at another time" },
  { part: "Event", keys: "[", does: "One entry of the timeline earlier" },
  { part: "Event", keys: "]", does: "One entry later" },
  { part: "Go", keys: "g e", does: "Events" },
  { part: "Go", keys: "g w", does: "Wall" },
  { part: "Go", keys: "g m", does: "Map" },
  { part: "Go", keys: "g t", does: "Annunciator tiles" },
  { part: "Go", keys: "g d", does: "What is set aside" },
  { part: "Go", keys: "g l", does: "Load of the operators" },
  { part: "Go", keys: "g s", does: "Settings" },
  { part: "Go", keys: "g c", does: "Cluster", needs: "define", ofTheHouse: true },
  { part: "Go", keys: "g u", does: "Users", needs: "administer" },
  { part: "Go", keys: "g k", does: "API keys", needs: "administer" },
  { part: "Go", keys: "g a", does: "Audit", needs: "administer" },
  { part: "Go", keys: "?", does: "Show or hide these keys" },
];

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">;

/** A prefix such as `g` waits this long for its second key. */
const SEQUENCE_MS = 1000;

const typesInto = (target: EventTarget | null) =>
  target instanceof Element &&
  target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

/** Enter and space belong to the control that has the focus. */
const ownsKey = (target: EventTarget | null, key: string) =>
  (key === "Enter" || key === " ") &&
  target instanceof Element &&
  target.matches("a, button, summary, input[type=checkbox]");

/**
 * Turns key presses into the names used above. Returns null for what is not ours: typing into a field (but for
 * Escape), shortcuts of the browser, and the first key of a pair. Named keys come in small letters: `escape`.
 */
export function keyReader(now: () => number): (press: Press) => string | null {
  let prefix: { key: string; at: number } | null = null;
  return ({ key, ctrlKey, metaKey, altKey, target }) => {
    const before = prefix;
    prefix = null;
    if (ctrlKey || metaKey || altKey || ownsKey(target, key)) return null;
    if (typesInto(target)) return key === "Escape" ? "escape" : null;
    if (before !== null && now() - before.at <= SEQUENCE_MS) return `${before.key} ${key}`;
    if (keyLines.some((line) => line.keys.startsWith(`${key} `))) {
      prefix = { key, at: now() };
      return null;
    }
    return key.length > 1 ? key.toLowerCase() : key;
  };
}
