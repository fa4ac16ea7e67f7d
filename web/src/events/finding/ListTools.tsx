import { type Filters, type Sort, searchQueryOf, sortOf, sorts } from "../filters";
import { chipCount } from "./chipCount";

const sortWords: Record<Sort, string> = {
  urgency: "Most urgent",
  "-detectedAt": "Latest detected",
  detectedAt: "Earliest detected",
  "-receivedAt": "Latest received",
};

export type Panel = "filter" | "saved" | null;

type ListToolsProps = {
  filters: Filters;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  onChange: (change: Partial<Filters>) => void;
};

/** What is done with the list as a whole: narrow it down, keep the filter, sort, take it along. */
export function ListTools({ filters, panel, onPanel, onChange }: ListToolsProps) {
  const narrowed = chipCount(filters);
  const isOffered = (sort: Sort) => sortOf({ ...filters, sort }) === sort;
  const turn = (which: "filter" | "saved") => () => onPanel(panel === which ? null : which);
  return (
    <div className="tools">
      <button
        type="button"
        aria-expanded={panel === "filter"}
        aria-controls="filter-panel"
        aria-keyshortcuts="f"
        onClick={turn("filter")}
      >
        Filter{narrowed > 0 && <span className="count"> {narrowed}</span>} <kbd>f</kbd>
      </button>
      <button
        type="button"
        aria-expanded={panel === "saved"}
        className="tools-later"
        aria-controls="saved-filters"
        onClick={turn("saved")}
      >
        Saved
      </button>
      <select
        className="tools-later"
        aria-label="Order"
        value={sortOf(filters)}
        onChange={(event) => onChange({ sort: event.target.value as Sort })}
      >
        {sorts.filter(isOffered).map((sort) => (
          <option key={sort} value={sort}>
            {sortWords[sort]}
          </option>
        ))}
      </select>
      <a
        className="button tools-later"
        href={`/api/v1/events/export?${searchQueryOf(filters)}`}
        download
        title="Everything that passes the filter, as a table for a spreadsheet"
      >
        CSV
      </a>
    </div>
  );
}
