import { type InputHTMLAttributes, type KeyboardEvent, useId, useState } from "react";
import "./forms.css";

type PasswordFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password" | "off";
} & Pick<InputHTMLAttributes<HTMLInputElement>, "name" | "disabled" | "autoFocus">;

/** A secret to type: it can be shown, and says when caps lock is on. */
export function PasswordField({ label, value, onChange, ...rest }: PasswordFieldProps) {
  const id = useId();
  const [shown, show] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-with-button">
        <input
          {...rest}
          id={id}
          type={shown ? "text" : "password"}
          value={value}
          spellCheck={false}
          autoCapitalize="none"
          required
          aria-describedby={capsLock ? `${id}-caps` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCapsLock(false)}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={`Show ${label.toLowerCase()}`}
          onClick={() => show(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
      {capsLock && (
        <p id={`${id}-caps`} className="field-hint" role="status">
          Caps lock is on.
        </p>
      )}
    </div>
  );
}
