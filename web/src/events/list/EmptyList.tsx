import { Link } from "react-router";
import { useContact } from "../../live/LiveProvider";
import type { Filters } from "../filters";

/** What would be here, and how to get it. */
export function EmptyList({ filters }: { filters: Filters }) {
  const contact = useContact();
  const filtered =
    filters.statuses.length + filters.severities.length > 0 ||
    filters.facilityId !== null ||
    filters.text !== "";
  if (contact.state === "connecting") return <p className="empty">Reading the events.</p>;
  if (filtered)
    return (
      <p className="empty">
        No event passes these filters. <Link to="/events">Show all open events</Link>
      </p>
    );
  return (
    <p className="empty">
      No open events. They appear here by themselves as soon as a rule fires or a source reports one.
    </p>
  );
}
