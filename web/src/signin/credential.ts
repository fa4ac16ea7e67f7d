/** The ways in: a link of the server's start, a key, or login and password. */
export type Credential =
  | { token: string }
  | { key: string }
  | { login: string; password: string; tenant?: string };

const TENANT = "watchfloor.tenant";

/** The tenant that was signed into here last; empty: the default one. */
export const rememberedTenant = (): string => localStorage.getItem(TENANT) ?? "";

export function rememberTenant(tenant: string): void {
  if (tenant === "") localStorage.removeItem(TENANT);
  else localStorage.setItem(TENANT, tenant);
}
