import { useQuery } from "@tanstack/react-query";
import { callAll } from "../../api/http";
import type { NextPage } from "../../api/types";
import { useNameOfChannel } from "../../channels/useChannelName";

type Policy = { id: string; name: string; levels: { targets: { channelId: string }[] }[] };

/**
 * Whom the next level pages, by the policy of that name as it is now; null where that is not known for certain. Policies
 * that changed since the event was raised page as they were then, so a level that is not there any more tells nothing.
 */
export function useNextTarget(next: NextPage | null): string | null {
  const nameOf = useNameOfChannel();
  const { data } = useQuery({
    queryKey: ["escalation-policies"],
    queryFn: ({ signal }) => callAll<Policy>("/escalation-policies", 5000, signal),
    staleTime: 60_000,
    enabled: next !== null,
  });
  const called = data?.filter(({ name }) => name === next?.policy) ?? [];
  const targets = called.length === 1 ? called[0]?.levels[(next?.level ?? 0) - 1]?.targets : undefined;
  const names = targets?.map(({ channelId }) => nameOf(channelId)) ?? [];
  if (names.length === 0 || names.includes(null)) return null;
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}
