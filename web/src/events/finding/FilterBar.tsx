import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { severities, signOf, statuses, statusName } from "../../severity/severity";
import { type Filters, toggled } from "../filters";
import { useSwitchCounts } from "./useSwitchCounts";

type FilterBarProps = { filters: Filters; onChange: (change: Partial<Filters>) => void };

/** Status and severity as switches, each with how many events it would show. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const counts = useSwitchCounts(filters);
  return (
    <>
      <fieldset aria-label="Status">
        {statuses.map((status) => (
          <button
            key={status}
            type="button"
            className="switch"
            aria-pressed={filters.statuses.includes(status)}
            onClick={() => onChange({ statuses: toggled(filters.statuses, status) })}
          >
            {statusName(status)}
            {counts.status[status] !== undefined && <span className="count">{counts.status[status]}</span>}
          </button>
        ))}
      </fieldset>
      <fieldset aria-label="Severity">
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            className="switch"
            aria-pressed={filters.severities.includes(severity)}
            aria-label={signOf(severity).name}
            title={signOf(severity).name}
            onClick={() => onChange({ severities: toggled(filters.severities, severity) })}
          >
            <SeverityGlyph severity={severity} size={16} />
            {counts.severity[severity] !== undefined && (
              <span className="count">{counts.severity[severity]}</span>
            )}
          </button>
        ))}
      </fieldset>
    </>
  );
}
