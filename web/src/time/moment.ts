import { createContext, useContext } from "react";
import { useNow } from "./serverClock";

/** Milliseconds since the epoch at which everything below is looked at; null: now. */
export const Moment = createContext<number | null>(null);

/** The moment that is looked at: the server's time, or the one of the past that is shown. */
export function useMoment(): number {
  const past = useContext(Moment);
  const now = useNow();
  return past ?? now;
}
