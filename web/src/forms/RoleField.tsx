import type { Role } from "../api/types";
import { meaningOf, type roleLines } from "../roles/roles";
import { Field } from "./Field";

type RoleFieldProps = { roles: typeof roleLines; value: Role; onChange: (role: Role) => void };

/** A role, and below it what it may. */
export function RoleField({ roles, value, onChange }: RoleFieldProps) {
  return (
    <Field label="Role" hint={`${value}: ${meaningOf(value)}`}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as Role)}>
          {roles.map(({ role }) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
