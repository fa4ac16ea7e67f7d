import type { Me } from "../api/types";
import { may } from "../roles/roles";
import { RUNNING_TENANT } from "../roles/useMay";
import type { KeyLine } from "./keymap";

/** Whether a key does anything for who is signed in. */
export const offered = ({ needs, ofTheHouse }: KeyLine, me: Me | null | undefined): boolean =>
  (needs === undefined || may(me?.role, needs)) && (ofTheHouse !== true || me?.tenant === RUNNING_TENANT);
