/** What the audit shows; lives in the address, so that a finding can be sent to somebody. */
export type AuditFilters = { actor: string; operation: string; from: string; to: string };

const names = ["actor", "operation", "from", "to"] as const;

export const readAuditFilters = (params: URLSearchParams): AuditFilters => {
  const [actor = "", operation = "", from = "", to = ""] = names.map((name) => params.get(name) ?? "");
  return { actor, operation, from, to };
};

/** The address of these filters, which is the question to the server as well; what is not set leaves no trace. */
export function writeAuditFilters(filters: AuditFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of names) if (filters[name] !== "") params.set(name, filters[name]);
  return params;
}
