import { useActorName } from "../../actors/useActors";
import { useFacilityName } from "../../facilities/useFacilities";
import { useNow } from "../../time/serverClock";
import { type Filters, noFilters } from "../filters";
import { chipsOf } from "./chips";

type FilterChipsProps = { filters: Filters; onChange: (change: Partial<Filters>) => void };

/** What the list is narrowed to, each to be taken away by itself or all at once. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const facility = useFacilityName();
  const actor = useActorName();
  const chips = chipsOf(filters, { facility, actor }, useNow());
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Narrowed to">
      {chips.map(({ key, name, value, without }) => (
        <li key={key}>
          <button
            type="button"
            className="chip"
            onClick={() => onChange(without)}
            aria-label={`Remove ${name} ${value}`}
          >
            <span>
              <span className="muted">{name}</span> {value}
            </span>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="plain"
          onClick={() => onChange({ ...noFilters, sort: filters.sort })}
        >
          Remove all
        </button>
      </li>
    </ul>
  );
}
