import { Link } from "react-router";
import { usePeople } from "../../actors/useActors";
import { useFacilityName } from "../../facilities/useFacilities";
import { Field } from "../../forms/Field";
import { TextField } from "../../forms/TextField";
import { fromField, toField } from "../../time/fieldTime";
import { asideName } from "../asides";
import { asideKinds, assigneesOf, type Filters, toggled, writeFilters } from "../filters";
import { FacetList } from "./FacetList";
import { useFacets } from "./useFacets";

type FilterPanelProps = {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  onClose: () => void;
};

/** Everything the list can be narrowed to beside status and severity; each choice holds at once. */
export function FilterPanel({ filters, onChange, onClose }: FilterPanelProps) {
  const facilityName = useFacilityName();
  const shared = { filters, onChange };
  return (
    <section className="panel" aria-label="Filter" id="filter-panel">
      <div className="panel-parts">
        <FacetList name="Source" field="sources" of="source" {...shared} />
        <FacetList name="Category" field="categories" of="category" {...shared} />
        <FacetList name="Facility" field="facilities" of="facilityId" nameOf={facilityName} {...shared} />
        <AsideFacet {...shared} />
        <fieldset className="facet">
          <legend>Whose and when</legend>
          <AssigneeField {...shared} />
          <TimeField label="Detected from" value={filters.from} onChange={(from) => onChange({ from })} />
          <TimeField label="Detected before" value={filters.to} onChange={(to) => onChange({ to })} />
        </fieldset>
      </div>
      <div className="buttons">
        <button type="button" onClick={onClose}>
          Hide filters
        </button>
        <Link className="button" to={{ pathname: "/map", search: writeFilters(filters).toString() }}>
          Choose a part of the map
        </Link>
      </div>
    </section>
  );
}

/** All the ways of being set aside, also those in which nothing is at the moment. */
function AsideFacet({ filters, onChange }: Pick<FilterPanelProps, "filters" | "onChange">) {
  const { data } = useFacets({ ...filters, asides: [] });
  return (
    <fieldset className="facet">
      <legend>Set aside</legend>
      <div className="facet-values">
        {asideKinds.map((kind) => (
          <label key={kind} className="facet-value">
            <input
              type="checkbox"
              checked={filters.asides.includes(kind)}
              onChange={() => onChange({ asides: toggled(filters.asides, kind) })}
            />
            <span className="facet-name">{asideName(kind)}</span>
            {data?.aside !== undefined && <span className="count">{data.aside[kind] ?? 0}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function AssigneeField({ filters, onChange }: Pick<FilterPanelProps, "filters" | "onChange">) {
  const people = usePeople();
  return (
    <Field label="Assigned to">
      {(id) => (
        <select
          id={id}
          value={filters.assignee ?? ""}
          onChange={(event) => onChange({ assignee: event.target.value || null })}
        >
          <option value="">Anybody or nobody</option>
          {assigneesOf(filters.assignee).length > 1 && (
            <option value={filters.assignee ?? ""}>One of {assigneesOf(filters.assignee).length}</option>
          )}
          <option value="me">Me</option>
          <option value="none">Nobody</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type TimeFieldProps = { label: string; value: string | null; onChange: (value: string | null) => void };

/** A field that is left half filled in says nothing, and so changes nothing. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <TextField
      label={label}
      type="datetime-local"
      value={value === null ? "" : toField(value).slice(0, 16)}
      onChange={(local) => onChange(fromField(local) || null)}
    />
  );
}
