import { useQuery } from "@tanstack/react-query";
import { callAll } from "../api/http";
import type { PageView } from "../api/types";

type Channel = { id: string; name: string };

/** The name of the channel a page goes to: the one it had when it was tried, else its name of today. */
export function useChannelName(): (page: PageView) => string {
  const { data } = useQuery({
    queryKey: ["channels"],
    queryFn: ({ signal }) => callAll<Channel>("/channels", 5000, signal),
    staleTime: 60_000,
  });
  return (page) =>
    page.channelName ?? data?.find((one) => one.id === page.channelId)?.name ?? "a channel that was removed";
}
