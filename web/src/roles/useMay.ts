import { useMe } from "../signin/session";
import { may, type Permission } from "./roles";

/** Whether who is signed in may. What they may not is not offered; the server decides in any case. */
export const useMay = (permission: Permission): boolean => may(useMe()?.role, permission);

/** Only the tenant that runs the installation knows of the others. */
export const RUNNING_TENANT = "main";

/** Whoever defines how the room of that tenant works sees which processes serve it. */
export function useOversees(): boolean {
  const me = useMe();
  return may(me?.role, "define") && me?.tenant === RUNNING_TENANT;
}

export function useRunsTenants(): boolean {
  const me = useMe();
  return may(me?.role, "administer") && me?.tenant === RUNNING_TENANT;
}
