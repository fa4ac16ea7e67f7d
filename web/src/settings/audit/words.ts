/** The id of an operation as words: `acknowledgeEvent` becomes `acknowledge event`. */
export const operationWords = (operation: string): string =>
  operation
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();

/** How it ended. */
export function resultWords(status: number): string {
  if (status < 400) return "done";
  if (status === 401) return "refused: not signed in";
  if (status === 403) return "refused: not allowed";
  if (status === 404) return "refused: not found";
  if (status === 409) return "refused: not now";
  if (status === 412) return "refused: changed meanwhile";
  if (status === 429) return "refused: too many";
  return status < 500 ? `refused (${status})` : `failed (${status})`;
}
