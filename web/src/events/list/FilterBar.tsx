import { useMemo } from "react";
import { useLiveEvents } from "../../live/LiveProvider";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { severities, signOf, statuses, statusName } from "../../severity/severity";
import { type Filters, passesRest, passesSeverity, passesStatus, toggled } from "../filters";
import { useNamesOf } from "../useNamesOf";

type FilterBarProps = { filters: Filters; onChange: (change: Partial<Filters>) => void };

/** Status and severity as switches, each with how many events it would show. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const all = useLiveEvents();
  const namesOf = useNamesOf();
  const rest = useMemo(
    () => all.filter((event) => passesRest(event, filters, namesOf(event))),
    [all, filters, namesOf],
  );
  return (
    <div className="filters" role="toolbar" aria-label="Filters">
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
            {status !== "closed" && (
              <span className="count">
                {rest.filter((event) => event.status === status && passesSeverity(event, filters)).length}
              </span>
            )}
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
            <span className="count">
              {rest.filter((event) => event.severity === severity && passesStatus(event, filters)).length}
            </span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}
