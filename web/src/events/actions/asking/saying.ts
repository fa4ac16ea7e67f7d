import type { EventView } from "../../../api/types";
import type { Names } from "../../useNamesOf";

/** Whether an event says all these words somewhere, also in the names of its place and people; an empty text passes all. */
export function saying(text: string, namesOf: (event: EventView) => Names): (event: EventView) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
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
