import { TextField } from "../../../forms/TextField";
import { useFocusOnce } from "../../../forms/useFocusOnce";

type ReasonFieldProps = { value: string; onChange: (value: string) => void };

/** Why; everybody reads it as long as it holds. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  return (
    <div ref={useFocusOnce<HTMLDivElement>()}>
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
