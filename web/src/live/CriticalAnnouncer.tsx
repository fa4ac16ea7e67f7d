import { useCallback, useState } from "react";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";
import { callOf } from "../severity/severity";
import { useContact, useRaised } from "./LiveProvider";

/** Speaks new critical events, and lost contact, to a screen reader; everything else stays silent. */
export function CriticalAnnouncer() {
  const [said, say] = useState("");
  const nameOf = useFacilityName();
  const contact = useContact();
  useRaised(
    useCallback(
      (events: EventView[]) => {
        const critical = events.filter(
          (event) => event.severity === "critical" && callOf(event) === "calling",
        );
        const [first] = critical;
        if (first === undefined) return;
        const place = nameOf(first.facilityId);
        const more = critical.length > 1 ? ` And ${critical.length - 1} more.` : "";
        say(`Critical: ${first.title}${place === null ? "" : `, ${place}`}.${more}`);
      },
      [nameOf],
    ),
  );
  return (
    <>
      <div className="spoken-only" aria-live="assertive" data-testid="announcer">
        {said}
      </div>
      <div className="spoken-only" aria-live="polite">
        {contact.state === "lost" ? "Contact with the server is lost." : ""}
      </div>
    </>
  );
}
