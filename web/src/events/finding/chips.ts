import { localTime } from "../../time/instants";
import { asideName } from "../asides";
import { assigneesOf, type Filters } from "../filters";
import { searchLimits } from "../searchWords";

/** One thing that is asked for beside status and severity, in words, and what is left without it. */
export type Chip = { key: string; name: string; value: string; without: Partial<Filters> };

type NamesOfIds = { facility: (id: string) => string | null; actor: (id: string) => string | null };

export function chipsOf(filters: Filters, names: NamesOfIds, now: number): Chip[] {
  const chips: Chip[] = [];
  const many = <F extends "sources" | "categories" | "facilities" | "asides">(
    field: F,
    name: string,
    wordsOf: (value: Filters[F][number]) => string,
  ) => {
    for (const value of filters[field])
      chips.push({
        key: `${field}/${value}`,
        name,
        value: wordsOf(value),
        without: { [field]: filters[field].filter((one) => one !== value) },
      });
  };
  const one = (field: "assignee" | "from" | "to" | "bbox" | "text", name: string, value: string) =>
    chips.push({ key: field, name, value, without: { [field]: field === "text" ? "" : null } });

  if (filters.text !== "")
    one("text", "Words", [filters.text, searchLimits(filters.text)].filter(Boolean).join(": "));
  many("sources", "Source", String);
  many("categories", "Category", String);
  many("facilities", "Facility", (id) => names.facility(id) ?? "one that was removed");
  if (filters.assignee !== null) one("assignee", "Assigned to", assigneeWords(filters.assignee, names.actor));
  many("asides", "Set aside", asideName);
  if (filters.from !== null) one("from", "From", localTime(filters.from, now));
  if (filters.to !== null) one("to", "Before", localTime(filters.to, now));
  if (filters.bbox !== null) one("bbox", "Where", "a part of the map");
  return chips;
}

const assigneeWords = (assignee: string, nameOf: NamesOfIds["actor"]): string => {
  const one = (id: string) => (id === "me" ? "me" : id === "none" ? "nobody" : (nameOf(id) ?? "somebody"));
  return assigneesOf(assignee).map(one).join(" or ");
};
