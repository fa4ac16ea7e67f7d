import type { EventView } from "../api/types";
import { asidesOf } from "./asides";
import { boxOf, isIn } from "./box";
import { assigneesOf, type Filters } from "./filters";
import { says, wordsAsked } from "./searchWords";

/** Whoever looks, by their own id. */
export type Looker = { myId: string | null };

type Test = (event: EventView) => boolean;

/** Tells which events pass. What is not asked for costs nothing, as ten thousand are looked at several times a second. */
export function passer(filters: Filters, looker: Looker): Test {
  const tests = [
    statusTest(filters),
    anyOf(filters.severities, (event) => event.severity),
    anyOf(filters.sources, (event) => event.source),
    anyOf(filters.categories, (event) => event.category),
    anyOf(filters.facilities, (event) => event.facilityId),
    assigneeTest(filters.assignee, looker.myId),
    asideTest(filters),
    timeTest(filters),
    boxTest(filters.bbox),
    textTest(filters.text),
  ].filter((test) => test !== null);
  return (event) => tests.every((test) => test(event));
}

/** Without a status chosen, all but closed ones pass. */
const statusTest = ({ statuses }: Filters): Test =>
  statuses.length === 0 ? (event) => event.status !== "closed" : ({ status }) => statuses.includes(status);

const anyOf = (wanted: readonly string[], read: (event: EventView) => string | null): Test | null => {
  if (wanted.length === 0) return null;
  return (event) => {
    const value = read(event);
    return value !== null && wanted.includes(value);
  };
};

function assigneeTest(assignee: string | null, myId: string | null): Test | null {
  if (assignee === null) return null;
  const wanted = assigneesOf(assignee).map((one) => (one === "me" ? myId : one === "none" ? null : one));
  return (event) => wanted.includes(event.assignee);
}

const asideTest = ({ asides }: Filters): Test | null =>
  asides.length === 0 ? null : (event) => asidesOf(event).some(({ kind }) => asides.includes(kind));

function timeTest({ from, to }: Filters): Test | null {
  if (from === null && to === null) return null;
  const since = from === null ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const before = to === null ? Number.POSITIVE_INFINITY : Date.parse(to);
  return (event) => {
    const at = Date.parse(event.detectedAt);
    return at >= since && at < before;
  };
}

function boxTest(bbox: string | null): Test | null {
  const box = bbox === null ? null : boxOf(bbox);
  return box === null ? null : (event) => event.location !== null && isIn(box, event.location);
}

/** Found here by the same words as on the server, so that the list, its counts and its export agree. */
function textTest(text: string): Test | null {
  const words = wordsAsked(text);
  return words.length === 0 ? null : (event) => says(event, words);
}
