import { TextField } from "../../../forms/TextField";
import { useFocusHere } from "./useFocusHere";

type ReasonFieldProps = { value: string; onChange: (value: string) => void };

/** Why; everybody reads it as long as it holds. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  return (
    <div ref={useFocusHere()}>
      <TextField
        label="Reason"
        hint="Everybody reads it: what is known, who works on it."
        required
        maxLength={500}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
