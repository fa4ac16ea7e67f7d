import type { EventView, Severity, Status } from "../api/types";
import { severities, statuses } from "../severity/severity";

/** What the list shows; lives in the address, so that a view can be sent to somebody. */
export type Filters = {
  statuses: readonly Status[];
  severities: readonly Severity[];
  facilityId: string | null;
  text: string;
};

export function readFilters(params: URLSearchParams): Filters {
  return {
    statuses: listed(params.get("status"), statuses),
    severities: listed(params.get("severity"), severities),
    facilityId: params.get("facility"),
    text: params.get("q") ?? "",
  };
}

/** The address of these filters; what is not set leaves no trace. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.statuses.length > 0) params.set("status", filters.statuses.join(","));
  if (filters.severities.length > 0) params.set("severity", filters.severities.join(","));
  if (filters.facilityId !== null) params.set("facility", filters.facilityId);
  if (filters.text !== "") params.set("q", filters.text);
  return params;
}

/** Adds `value` where it is missing and takes it away where it is. */
export const toggled = <T>(values: readonly T[], value: T): T[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

/** What the ids of an event are called. */
export type Names = { facility: string | null; actor: string | null };

/** Whether an event passes. Without a status chosen, all but closed ones do. */
export const passes = (event: EventView, filters: Filters, names: Names): boolean =>
  passesStatus(event, filters) && passesSeverity(event, filters) && passesRest(event, filters, names);

export const passesStatus = (event: EventView, { statuses: chosen }: Filters): boolean =>
  chosen.length === 0 ? event.status !== "closed" : chosen.includes(event.status);

export const passesSeverity = (event: EventView, { severities: chosen }: Filters): boolean =>
  chosen.length === 0 || chosen.includes(event.severity);

/** Facility and text: each word must occur somewhere in what the event says. */
export function passesRest(event: EventView, filters: Filters, names: Names): boolean {
  if (filters.facilityId !== null && event.facilityId !== filters.facilityId) return false;
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = [event.title, event.description, names.facility, event.source, event.category, names.actor]
    .filter((part) => part !== null)
    .join(" ")
    .toLowerCase();
  return words.every((word) => said.includes(word));
}

const listed = <T extends string>(value: string | null, allowed: readonly T[]): T[] => {
  const asked = (value ?? "").split(",");
  return allowed.filter((one) => asked.includes(one));
};
