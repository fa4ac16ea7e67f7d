import { type ReactNode, useId } from "react";
import "./forms.css";

type FieldProps = { label: string; hint?: ReactNode; children: (id: string) => ReactNode };

/** A labelled control, with a word on what belongs into it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  );
}
