import type { Role } from "../api/types";

/** What can be allowed: act on events, define how the room works, administer people and keys. */
export type Permission = "act" | "define" | "administer";

const grants: Record<Role, readonly Permission[]> = {
  admin: ["act", "define", "administer"],
  supervisor: ["act", "define"],
  operator: ["act"],
  viewer: [],
  ingest: [],
};

/** Each role with what it is for. People have all but the last. */
export const roleLines: readonly { role: Role; means: string }[] = [
  { role: "admin", means: "everything, and people and keys" },
  { role: "supervisor", means: "acts on events and defines rules, policies, channels and facilities" },
  { role: "operator", means: "acts on events" },
  { role: "viewer", means: "looks, and changes nothing" },
  { role: "ingest", means: "reports events and telemetry, and reads nothing" },
];

export const rolesOfPeople = roleLines.filter(({ role }) => role !== "ingest");

export const meaningOf = (role: Role): string => roleLines.find((line) => line.role === role)?.means ?? "";

/** Whether a role may; a role that this page does not know may nothing. */
export const may = (role: Role | undefined, permission: Permission): boolean =>
  role !== undefined && (grants[role] ?? []).includes(permission);
