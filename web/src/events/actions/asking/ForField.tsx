import { Field } from "../../../forms/Field";
import { TextField } from "../../../forms/TextField";
import { toField } from "../../../time/fieldTime";
import { serverNow } from "../../../time/serverClock";
import { type HowLong, UNTIL } from "./howLong";

type ForFieldProps = {
  lengths: readonly (readonly [string, string])[];
  value: HowLong;
  onChange: (value: HowLong) => void;
};

/** For how long: one of the usual lengths, or until a time that is chosen. */
export function ForField({ lengths, value, onChange }: ForFieldProps) {
  const now = new Date(serverNow()).toISOString();
  return (
    <>
      <Field label="For">
        {(id) => (
          <select
            id={id}
            value={value.length}
            onChange={(event) => onChange({ ...value, length: event.target.value })}
          >
            {lengths.map(([length, words]) => (
              <option key={length} value={length}>
                {words}
              </option>
            ))}
            <option value={UNTIL}>until a time</option>
          </select>
        )}
      </Field>
      {value.length === UNTIL && (
        <TextField
          label="Until"
          type="datetime-local"
          required
          min={toField(now).slice(0, 16)}
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
        />
      )}
    </>
  );
}
