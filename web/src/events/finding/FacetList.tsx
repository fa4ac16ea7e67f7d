import { useState } from "react";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { Facets } from "../../api/types";
import { type Filters, toggled } from "../filters";
import { optionsOf } from "./options";
import { useFacets } from "./useFacets";

const SHOWN = 8;

type FacetListProps = {
  name: string;
  field: "sources" | "categories" | "facilities";
  of: "source" | "category" | "facilityId";
  filters: Filters;
  nameOf?: (value: string) => string | null;
  onChange: (change: Partial<Filters>) => void;
};

/** The values there are to choose from, with how many events each would show beside the other filters. */
export function FacetList({ name, field, of, filters, nameOf = String, onChange }: FacetListProps) {
  const { data, error, isOld } = useFacets({ ...filters, [field]: [] });
  const [all, showAll] = useState(false);
  const [text, setText] = useState("");
  const chosen = filters[field];
  const options = optionsOf(countsOf(data, of), chosen, nameOf, text);
  const shown = all ? options : options.slice(0, SHOWN);
  return (
    <fieldset className="facet">
      <legend>{name}</legend>
      {error !== null && data === undefined && <TroubleNote trouble={troubleOf(error)} />}
      {all && (
        <input
          type="search"
          aria-label={`Find: ${name}`}
          placeholder="Find"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className="facet-values">
        {shown.map((option) => (
          <label key={option.value} className="facet-value">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={() => onChange({ [field]: toggled(chosen, option.value) })}
            />
            <span className="facet-name">{option.words}</span>
            <span className="count">{isOld ? "" : option.count}</span>
          </label>
        ))}
      </div>
      {options.length === 0 && data !== undefined && <p className="muted">None</p>}
      {!all && options.length > SHOWN && (
        <button type="button" className="plain small" onClick={() => showAll(true)}>
          All {options.length}
        </button>
      )}
      {data?.isComplete === false && <p className="muted">Counted: the newest {data.counted}</p>}
    </fieldset>
  );
}

const countsOf = (facets: Facets | undefined, of: FacetListProps["of"]): Record<string, number> =>
  facets?.[of] ?? {};
