/** An instant as a field for local time wants it; empty for none. */
export function toField(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return "";
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** What such a field holds, as an instant. */
export const fromField = (local: string): string => {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
};
