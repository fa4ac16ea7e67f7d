import type { Me } from "../api/types";
import { may } from "../roles/roles";
import type { KeyLine } from "./keymap";

/** Whether a key does anything for who is signed in. */
export const offered = ({ needs }: KeyLine, me: Me | null | undefined): boolean =>
  needs === undefined || may(me?.role, needs);
