import { useQuery } from "@tanstack/react-query";
import { call } from "../api/http";
import type { Cluster } from "../api/types";

const EACH_MS = 1000;

/** Processes come and go within seconds: read anew each second, also after a look that failed. */
export const useCluster = () =>
  useQuery({
    queryKey: ["cluster"],
    queryFn: ({ signal }) => call<Cluster>("GET", "/cluster", undefined, signal),
    refetchInterval: EACH_MS,
    retry: false,
  });
