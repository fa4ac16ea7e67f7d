import { useEffect } from "react";
import { isQuiet } from "../events/asides";
import { countAs } from "../live/known";
import { useContact, useKnown, useLiveEvents } from "../live/LiveProvider";

/** Counts what nobody took yet in the title of the tab, for whoever looks at another one; says when that is old. */
export function TabTitle() {
  const calling = useLiveEvents().filter((event) => event.status === "new" && !isQuiet(event)).length;
  const known = useKnown();
  const isLost = useContact().state === "lost";
  const counted = calling === 0 && known !== "part" ? "" : `${countAs(known, calling)} unacknowledged`;
  const title = [isLost ? "No contact" : counted, "Watchfloor"].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
