import { useState } from "react";
import { Link } from "react-router";
import { useFacilityName } from "../facilities/useFacilities";
import { countAs } from "../live/known";
import { useKnown } from "../live/LiveProvider";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { callOf } from "../severity/severity";
import { Instant } from "../time/Instant";
import type { Cause } from "./flood";
import { useLoadNow } from "./useLoadNow";
import "./flood.css";

const MOST_CAUSES = 6;

/** In a flood: what came first on top, then the rest by what it probably goes back to. Nothing when there is none. */
export function FloodPanel() {
  const { flood } = useLoadNow();
  const known = useKnown();
  const nameOf = useFacilityName();
  const [folded, fold] = useState(false);
  if (flood === null) return null;
  const { firstOut, causes } = flood;
  const rest = causes.slice(MOST_CAUSES).reduce((sum, { events }) => sum + events.length, 0);
  return (
    <section className="flood" aria-label="Flood" data-testid="flood">
      <header>
        <h2>Flood: {countAs(known, flood.count)} new in 10 min</h2>
        <span className="muted">
          since <Instant at={new Date(flood.since).toISOString()} />
        </span>
        <button type="button" className="plain small" aria-expanded={!folded} onClick={() => fold(!folded)}>
          {folded ? "Show causes" : "Fold"}
        </button>
      </header>
      {!folded && (
        <>
          <p className="flood-first" data-testid="first-out">
            <span>First out</span>
            <SeverityGlyph severity={firstOut.severity} call={callOf(firstOut)} />
            <Link to={`/events/${firstOut.id}`}>{firstOut.title}</Link>
            <span className="muted">
              {nameOf(firstOut.facilityId)} <Instant at={firstOut.detectedAt} />
            </span>
          </p>
          <ol aria-label="By cause">
            {causes.slice(0, MOST_CAUSES).map((cause) => (
              <li key={`${cause.facilityId}/${cause.category}`}>
                <Link to={{ pathname: "/events", search: searchOf(cause) }}>
                  <SeverityGlyph severity={cause.worst} size={16} />
                  <strong>{cause.events.length}</strong>
                  {[nameOf(cause.facilityId) ?? "No facility", cause.category].join(" · ")}
                </Link>
              </li>
            ))}
            {rest > 0 && <li className="muted">and {rest} more elsewhere</li>}
          </ol>
        </>
      )}
    </section>
  );
}

function searchOf({ facilityId, category }: Cause): string {
  const params = new URLSearchParams({ ...(facilityId !== null && { facilityId }), category });
  return `?${params}`;
}
