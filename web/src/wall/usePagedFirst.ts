import { useQuery } from "@tanstack/react-query";
import { callAll } from "../api/http";
import { useNameOfChannel } from "../channels/useChannelName";

type Policy = { levels: { targets: { channelId: string }[] }[] };

/** Who is paged first by the policies of now: the channels of their first levels by name, in the order of the policies. */
export function usePagedFirst(): readonly string[] {
  const { data = [] } = useQuery({
    queryKey: ["escalation-policies"],
    queryFn: ({ signal }) => callAll<Policy>("/escalation-policies", 500, signal),
    refetchInterval: 60_000,
  });
  const nameOf = useNameOfChannel();
  const names = data.flatMap(
    ({ levels }) => levels[0]?.targets.map(({ channelId }) => nameOf(channelId)) ?? [],
  );
  return [...new Set(names.filter((name) => name !== null))];
}
