import { Link } from "react-router";
import { useKnown } from "../../live/LiveProvider";
import { type Filters, isFiltered } from "../filters";

/** What would be here, and how to get it. */
export function EmptyList({ filters, isReading }: { filters: Filters; isReading: boolean }) {
  const known = useKnown();
  if (known === "nothing") return <p className="empty">Nothing received yet.</p>;
  if (isReading) return <p className="empty">Reading the events.</p>;
  if (isFiltered(filters))
    return (
      <p className="empty">
        No event passes these filters. <Link to="/events">Show all open events</Link>
      </p>
    );
  return (
    <p className="empty">
      No open events. They appear here by themselves as soon as a rule fires or a source reports one; with +
      you report one yourself.
    </p>
  );
}
