import { useEffect } from "react";
import { useLiveEvents } from "../live/LiveProvider";
import { isQuiet } from "./asides";

/** Counts what nobody took yet in the title of the tab, for whoever looks at another one. */
export function useTitle(): void {
  const calling = useLiveEvents().filter((event) => event.status === "new" && !isQuiet(event)).length;
  useEffect(() => {
    document.title = calling === 0 ? "Watchfloor" : `${calling} unacknowledged · Watchfloor`;
  }, [calling]);
}
