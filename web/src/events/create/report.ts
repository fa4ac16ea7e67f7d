import type { Point, Severity } from "../../api/types";

/** An event as somebody fills it in. */
export type Report = {
  severity: Severity;
  category: string;
  facilityId: string;
  title: string;
  description: string;
  conditionKey: string;
  location: Point | null;
};

export const newReport = (location: Point | null): Report => ({
  severity: "medium",
  category: "",
  facilityId: "",
  title: "",
  description: "",
  conditionKey: "",
  location,
});

/** What the server takes as a category: 1 to 64 of these. */
export const CATEGORY = "[a-z0-9._\\-]{1,64}";
const isCategory = new RegExp(`^${CATEGORY}$`);

/** A category as it is typed: capitals and blanks are no part of one. */
export const asCategory = (typed: string): string => typed.toLowerCase().replace(/\s+/g, "-");

export const isComplete = (report: Report): boolean =>
  report.title.trim() !== "" && isCategory.test(report.category);

/** The request; what was left empty is left out. */
export function bodyOf(report: Report): object {
  const { severity, category, facilityId, title, description, conditionKey, location } = report;
  return {
    source: "manual",
    severity,
    category,
    title: title.trim(),
    ...(facilityId !== "" && { facilityId }),
    ...(description.trim() !== "" && { description: description.trim() }),
    ...(conditionKey.trim() !== "" && { conditionKey: conditionKey.trim() }),
    ...(location !== null && { location }),
  };
}
