import { useId } from "react";
import { useFacilities } from "../../facilities/useFacilities";
import { Field } from "../../forms/Field";
import { TextField } from "../../forms/TextField";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { severities, signOf } from "../../severity/severity";
import { noFilters } from "../filters";
import { useFacets } from "../finding/useFacets";
import { PlaceField } from "./PlaceField";
import { asCategory, CATEGORY, type Report } from "./report";

type CreateFieldsProps = { report: Report; onChange: (some: Partial<Report>) => void };

/** What happened, how bad it is, and where. */
export function CreateFields({ report, onChange }: CreateFieldsProps) {
  const id = useId();
  const facilities = useFacilities();
  return (
    <>
      <TextField
        label="What happened"
        placeholder="Pump 3 leaks at the shaft"
        required
        autoFocus
        maxLength={300}
        value={report.title}
        onChange={(title) => onChange({ title })}
      />
      <fieldset className="severities">
        <legend>Severity</legend>
        {severities.map((severity) => (
          <label key={severity} className="severity-choice">
            <input
              type="radio"
              name={`${id}-severity`}
              checked={report.severity === severity}
              onChange={() => onChange({ severity })}
            />
            <span aria-hidden="true">
              <SeverityGlyph severity={severity} size={16} />
            </span>
            {signOf(severity).name}
          </label>
        ))}
      </fieldset>
      <CategoryField value={report.category} onChange={(category) => onChange({ category })} />
      <Field label="Facility">
        {(field) => (
          <select
            id={field}
            value={report.facilityId}
            onChange={(event) => onChange({ facilityId: event.target.value })}
          >
            <option value="">None</option>
            {facilities.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Description (may be left out)">
        {(field) => (
          <textarea
            id={field}
            rows={3}
            maxLength={4000}
            value={report.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <PlaceField
        value={report.location}
        facilityId={report.facilityId === "" ? null : report.facilityId}
        onChange={(location) => onChange({ location })}
      />
      <details className="create-more">
        <summary>Condition</summary>
        <TextField
          label="Name of the condition (may be left out)"
          hint="With one, the event stays open until that condition is reported as cleared, or somebody overrides it."
          maxLength={255}
          value={report.conditionKey}
          onChange={(conditionKey) => onChange({ conditionKey })}
        />
      </details>
    </>
  );
}

/** Known categories are offered, others may be typed. */
function CategoryField({ value, onChange }: { value: string; onChange: (category: string) => void }) {
  const id = useId();
  const { data } = useFacets({
    ...noFilters,
    statuses: ["new", "acknowledged", "in_progress", "resolved", "closed"],
  });
  return (
    <>
      <TextField
        label="Category"
        hint="Events of one facility and category that come close together are one event."
        required
        pattern={CATEGORY}
        maxLength={64}
        list={`${id}-categories`}
        autoComplete="off"
        placeholder="leak"
        value={value}
        onChange={(typed) => onChange(asCategory(typed))}
      />
      <datalist id={`${id}-categories`}>
        {Object.keys(data?.category ?? {}).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
