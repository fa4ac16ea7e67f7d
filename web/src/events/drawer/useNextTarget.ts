import type { NextPage } from "../../api/types";
import { useNameOfChannel } from "../../channels/useChannelName";

/** Whom the next level pages, as the running escalation says; null where a channel is not known. */
export function useNextTarget(next: NextPage | null): string | null {
  const nameOf = useNameOfChannel();
  const names = next?.targets.map(nameOf) ?? [];
  if (names.length === 0 || names.includes(null)) return null;
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}
