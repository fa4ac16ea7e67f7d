import { useLocation } from "react-router";

/** Where one came from by reporting: what became of the report, when it made no event of its own. */
export function Joined() {
  const state = useLocation().state as { joined?: string } | null;
  if (state?.joined === undefined) return null;
  return (
    <p className="state-note" role="status">
      What you reported joined this event: it is open at the same place, in the same category.
    </p>
  );
}
