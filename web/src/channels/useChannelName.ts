import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { callAll } from "../api/http";
import type { PageView } from "../api/types";

type Channel = { id: string; name: string };

/** What channels are called now, by id; null where one is not known. */
export function useNameOfChannel(): (id: string) => string | null {
  const { data } = useQuery({
    queryKey: ["channels"],
    queryFn: ({ signal }) => callAll<Channel>("/channels", 5000, signal),
    staleTime: 60_000,
  });
  return useCallback((id) => data?.find((one) => one.id === id)?.name ?? null, [data]);
}

/** The name of the channel a page goes to: the one it had when it was tried, else its name of today. */
export function useChannelName(): (page: PageView) => string {
  const nameOf = useNameOfChannel();
  return (page) => page.channelName ?? nameOf(page.channelId) ?? "a channel that was removed";
}
