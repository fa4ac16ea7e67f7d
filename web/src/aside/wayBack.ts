import type { AsideKind } from "../api/types";
import { type Action, type ActionLine, lineOf } from "../events/actions/actions";

const ways: Partial<Record<AsideKind, Action>> = {
  shelved: "unshelve",
  suppressed: "unsuppress",
  out_of_service: "return-to-service",
};

/** How a person ends it; undefined where it ends by itself alone. */
export function wayBack(kind: AsideKind): ActionLine | undefined {
  const action = ways[kind];
  return action === undefined ? undefined : lineOf(action);
}

/** What ends that which no person ends here. */
export const endsWith = (kind: AsideKind): string =>
  kind === "maintenance" ? "Ends with its maintenance window." : "Ends when what mutes it is over.";
