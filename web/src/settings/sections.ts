import type { Me } from "../api/types";
import { may } from "../roles/roles";
import { RUNNING_TENANT } from "../roles/useMay";

type Section = { path: string; name: string; keys?: string; isFor: (me: Me) => boolean };

const isAdmin = (me: Me) => may(me.role, "administer");

/** The pages of the settings, each for those who can use it. */
export const sections: readonly Section[] = [
  { path: "account", name: "Account", keys: "g s", isFor: () => true },
  { path: "users", name: "Users", keys: "g u", isFor: isAdmin },
  { path: "api-keys", name: "API keys", keys: "g k", isFor: isAdmin },
  { path: "audit", name: "Audit", keys: "g a", isFor: isAdmin },
  { path: "tenants", name: "Tenants", isFor: (me) => isAdmin(me) && me.tenant === RUNNING_TENANT },
];
