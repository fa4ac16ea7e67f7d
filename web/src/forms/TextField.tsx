import type { InputHTMLAttributes, ReactNode } from "react";
import { Field } from "./Field";

type TextFieldProps = {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
} & Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "id">;

/** One line of text, a date or a time. */
export function TextField({ label, hint, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(id) => <input {...rest} id={id} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
