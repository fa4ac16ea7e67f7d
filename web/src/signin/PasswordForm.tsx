import { type FormEvent, useState } from "react";
import { PasswordField } from "../forms/PasswordField";
import { TextField } from "../forms/TextField";
import { type Credential, rememberedTenant, rememberTenant } from "./credential";

type WayProps = { busy: boolean; onSignIn: (credential: Credential) => void };

/** Login and password; the tenant only where it is not the default one, and remembered then. */
export function PasswordForm({ busy, onSignIn }: WayProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [tenant, setTenant] = useState(rememberedTenant);
  const [tenantShown, showTenant] = useState(tenant !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const where = tenantShown ? tenant.trim() : "";
    rememberTenant(where);
    onSignIn({ login: login.trim(), password, ...(where !== "" && { tenant: where }) });
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label="Login"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        value={login}
        onChange={setLogin}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {tenantShown && (
        <TextField
          label="Tenant"
          name="tenant"
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          hint="Empty: the default one."
          value={tenant}
          onChange={setTenant}
        />
      )}
      <div className="buttons">
        <button type="submit" className="main" disabled={busy}>
          Sign in
        </button>
        {!tenantShown && (
          <button type="button" className="plain" onClick={() => showTenant(true)}>
            Another tenant
          </button>
        )}
      </div>
    </form>
  );
}
