import type { AsideKind, Severity, Status } from "../api/types";
import { severities, statuses } from "../severity/severity";
import { boxOf } from "./box";
import { LONGEST_SEARCH, queryOfWords } from "./searchWords";

export const sorts = ["urgency", "-detectedAt", "detectedAt", "-receivedAt"] as const;
export type Sort = (typeof sorts)[number];

export const asideKinds: readonly AsideKind[] = [
  "shelved",
  "suppressed",
  "out_of_service",
  "maintenance",
  "inhibited",
];

/** What the list shows; lives in the address in the words of the API, so that a view can be sent to somebody. */
export type Filters = {
  /** None chosen: all but closed ones. */
  statuses: readonly Status[];
  severities: readonly Severity[];
  sources: readonly string[];
  categories: readonly string[];
  facilities: readonly string[];
  /** `me`, `none`, or ids of persons, with commas between them. */
  assignee: string | null;
  asides: readonly AsideKind[];
  from: string | null;
  to: string | null;
  /** `minLon,minLat,maxLon,maxLat`. */
  bbox: string | null;
  text: string;
  sort: Sort;
};

export const noFilters: Filters = {
  statuses: [],
  severities: [],
  sources: [],
  categories: [],
  facilities: [],
  assignee: null,
  asides: [],
  from: null,
  to: null,
  bbox: null,
  text: "",
  sort: "urgency",
};

const openStatuses = statuses.filter((status) => status !== "closed");

export function readFilters(params: URLSearchParams): Filters {
  const chosen = listed(params.get("status"), statuses);
  const box = params.get("bbox");
  return {
    // All the open ones are what is shown without a choice.
    statuses: chosen.join() === openStatuses.join() ? [] : chosen,
    severities: listed(params.get("severity"), severities),
    sources: words(params.get("source")),
    categories: words(params.get("category")),
    facilities: words(params.get("facilityId")),
    assignee: words(params.get("assignee")).join() || null,
    asides: listed(params.get("aside"), asideKinds),
    from: instant(params.get("from")),
    to: instant(params.get("to")),
    bbox: box !== null && boxOf(box) !== null ? box : null,
    text: (params.get("q") ?? "").slice(0, LONGEST_SEARCH),
    sort: sorts.find((sort) => sort === params.get("sort")) ?? "urgency",
  };
}

/** The address of these filters; what is not set leaves no trace. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | null) => value && params.set(name, value);
  set("status", filters.statuses.join(","));
  set("severity", filters.severities.join(","));
  set("source", filters.sources.join(","));
  set("category", filters.categories.join(","));
  set("facilityId", filters.facilities.join(","));
  set("assignee", filters.assignee);
  set("aside", filters.asides.join(","));
  set("from", filters.from);
  set("to", filters.to);
  set("bbox", filters.bbox);
  set("q", filters.text);
  set("sort", filters.sort === "urgency" ? null : filters.sort);
  return params;
}

/** The same in full, as the API understands it: there no status means every status, and no order the newest first. */
export function queryOf(filters: Filters): string {
  const params = writeFilters(filters);
  if (filters.statuses.length === 0) params.set("status", openStatuses.join(","));
  params.set("sort", sortOf(filters));
  if (queryOfWords(filters.text) === "") params.delete("q");
  return params.toString();
}

/**
 * The order in which these are shown. Of what is over nothing is urgent: where that is among them, the latest comes first
 * unless another order is asked for.
 */
export const sortOf = ({ sort, statuses }: Pick<Filters, "sort" | "statuses">): Sort =>
  sort === "urgency" && statuses.includes("closed") ? "-detectedAt" : sort;

/** The query that finds words while they are typed: each is the beginning of one. */
export const searchQueryOf = (filters: Filters): string =>
  queryOf({ ...filters, text: queryOfWords(filters.text) });

/** Each of those whose events are asked for. */
export const assigneesOf = (assignee: string | null): string[] => words(assignee);

/** Adds `value` where it is missing and takes it away where it is. */
export const toggled = <T>(values: readonly T[], value: T): T[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

/** Whether two filters let the same events through, in whatever order they are shown. */
export const isSame = (a: Filters, b: Filters): boolean =>
  writeFilters({ ...a, sort: "urgency" }).toString() === writeFilters({ ...b, sort: "urgency" }).toString();

export const isFiltered = (filters: Filters): boolean => !isSame(filters, noFilters);

const words = (value: string | null): string[] => [
  ...new Set((value ?? "").split(",").flatMap((one) => one.trim() || [])),
];

const listed = <T extends string>(value: string | null, allowed: readonly T[]): T[] => {
  const asked = words(value);
  return allowed.filter((one) => asked.includes(one));
};

const instant = (value: string | null): string | null =>
  value === null || Number.isNaN(Date.parse(value)) ? null : value;
