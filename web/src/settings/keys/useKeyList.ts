import { useQuery } from "@tanstack/react-query";
import { callAll } from "../../api/http";
import type { ApiKey } from "../../api/types";

/** All keys of programs, without the keys themselves; looked up again twice a minute. */
export const useKeyList = () =>
  useQuery({
    queryKey: ["api-keys"],
    queryFn: ({ signal }) => callAll<ApiKey>("/api-keys", 5000, signal),
    refetchInterval: 30_000,
  });
