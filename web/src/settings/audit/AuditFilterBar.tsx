import { Field } from "../../forms/Field";
import { TextField } from "../../forms/TextField";
import { fromField, toField } from "../../time/fieldTime";
import type { AuditFilters } from "./auditFilters";

type AuditFilterBarProps = {
  filters: AuditFilters;
  actors: readonly (readonly [string, string])[];
  operations: readonly string[];
  onChange: (some: Partial<AuditFilters>) => void;
};

/** Who, what, and between when. */
export function AuditFilterBar({ filters, actors, operations, onChange }: AuditFilterBarProps) {
  const { actor, operation, from, to } = filters;
  const knownActor = actor === "" || actors.some(([id]) => id === actor);
  const knownOperation = operation === "" || operations.includes(operation);
  return (
    <div className="audit-filters" role="group" aria-label="Filters">
      <Field label="Who">
        {(id) => (
          <select id={id} value={actor} onChange={(event) => onChange({ actor: event.target.value })}>
            <option value="">Everybody</option>
            {!knownActor && <option value={actor}>{actor}</option>}
            {actors.map(([one, name]) => (
              <option key={one} value={one}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="What">
        {(id) => (
          <select id={id} value={operation} onChange={(event) => onChange({ operation: event.target.value })}>
            <option value="">Everything</option>
            {!knownOperation && <option value={operation}>{operation}</option>}
            {operations.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label="From"
        type="datetime-local"
        step={1}
        value={toField(from)}
        onChange={(value) => onChange({ from: fromField(value) })}
      />
      <TextField
        label="To"
        type="datetime-local"
        step={1}
        value={toField(to)}
        onChange={(value) => onChange({ to: fromField(value) })}
      />
      <button
        type="button"
        disabled={actor + operation + from + to === ""}
        onClick={() => onChange({ actor: "", operation: "", from: "", to: "" })}
      >
        Show all
      </button>
    </div>
  );
}
