import type { EventView } from "../api/types";
import { asidesOf } from "./asides";
import { boxOf, isIn } from "./box";
import type { Filters } from "./filters";

/** What the ids of an event are called. */
export type Names = { facility: string | null; actor: string | null; assignee: string | null };

/** Whoever looks: their own id, and what ids are called. */
export type Looker = { myId: string | null; namesOf: (event: EventView) => Names };

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
    textTest(filters.text, looker.namesOf),
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
  const wanted = assignee === "me" ? myId : assignee === "none" ? null : assignee;
  return (event) => event.assignee === wanted;
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

/** Each word must occur somewhere in what the event says; a star at its end may be left out here. */
function textTest(text: string, namesOf: Looker["namesOf"]): Test | null {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/\*+$/, ""))
    .filter(Boolean);
  if (words.length === 0) return null;
  return (event) => {
    const said = saidBy(event, namesOf(event));
    return words.every((word) => said.includes(word));
  };
}

const saidBy = (event: EventView, names: Names): string =>
  [
    event.title,
    event.description,
    names.facility,
    event.source,
    event.category,
    names.actor,
    names.assignee,
    event.externalId,
    event.id,
    ...Object.values(event.attributes),
  ]
    .filter((part) => part !== null)
    .join(" ")
    .toLowerCase();
