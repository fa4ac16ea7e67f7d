import type { Filters } from "../filters";
import { chipsOf } from "./chips";

const unnamed = { facility: () => null, actor: () => null };

/** How many things the list is narrowed to beside status and severity. */
export const chipCount = (filters: Filters): number => chipsOf(filters, unnamed, 0).length;
