import type { AsideKind } from "../api/types";
import type { Permission } from "../roles/roles";

type Way = { path: string; name: string; needs: Permission };

const ways: Partial<Record<AsideKind, Way>> = {
  shelved: { path: "unshelve", name: "Unshelve", needs: "act" },
  suppressed: { path: "unsuppress", name: "Unsuppress", needs: "define" },
  out_of_service: { path: "return-to-service", name: "Return to service", needs: "define" },
};

/** How a person ends it; undefined where it ends by itself alone. */
export const wayBack = (kind: AsideKind): Way | undefined => ways[kind];

/** What ends that which no person ends here. */
export const endsWith = (kind: AsideKind): string =>
  kind === "maintenance" ? "Ends with its maintenance window." : "Ends when what mutes it is over.";
