import { Link, useLocation } from "react-router";
import type { Severity } from "../api/types";
import type { Box } from "../events/box";
import { countAs, type Known } from "../live/known";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { severities, signOf } from "../severity/severity";

type MapHeadProps = {
  /** What the list below holds, in a word. */
  title: string;
  counts: Record<Severity, number>;
  known: Known;
  chosen: readonly Severity[];
  onToggle: (severity: Severity) => void;
  area: Box | null;
  /** Makes what is in view the area; null where it is. */
  onSearch: (() => void) | null;
  onBack: (() => void) | null;
  /** How many that would be shown have no place at all. */
  nowhere: number;
  /** How many in the area stand at their facility. */
  ofFacility: number;
  /** Whether closed events are asked for, of which the stream tells only the latest. */
  closed: boolean;
};

/** What the list beside the map holds, and which severities are on the map. */
export function MapHead({
  title,
  counts,
  known,
  chosen,
  onToggle,
  area,
  onSearch,
  onBack,
  nowhere,
  ofFacility,
  closed,
}: MapHeadProps) {
  // The area stands in the address beside all that the list was narrowed to before.
  const { search } = useLocation();
  return (
    <header className="map-head">
      <div className="map-head-title">
        <h1>{title}</h1>
        {onSearch !== null && (
          <button type="button" className="small" onClick={onSearch}>
            Search this area
          </button>
        )}
        {onBack !== null && (
          <button type="button" className="small" onClick={onBack}>
            {area === null ? "All in view" : "Leave the area"}
          </button>
        )}
      </div>
      <fieldset className="map-severities" aria-label="Severity">
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            className="switch"
            aria-pressed={chosen.includes(severity)}
            aria-label={`${signOf(severity).name}, ${countAs(known, counts[severity])} on the map`}
            onClick={() => onToggle(severity)}
          >
            <SeverityGlyph severity={severity} size={16} />
            <span className="count">{countAs(known, counts[severity])}</span>
          </button>
        ))}
      </fieldset>
      {area !== null && (
        <p>
          <Link to={{ pathname: "/events", search }}>This area in the event list</Link>
          {ofFacility > 0 && (
            <span className="muted">
              {" "}
              finds {ofFacility} less: {ofFacility === 1 ? "it has" : "they have"} no location of their own
              and stand at their facility.
            </span>
          )}
        </p>
      )}
      {nowhere > 0 && (
        <p className="muted">
          {nowhere === 1 ? "1 event has" : `${nowhere} events have`} no place on the map.{" "}
          <Link to={{ pathname: "/events", search }}>See all events</Link>
        </p>
      )}
      {closed && (
        <p className="muted">
          Of closed events only those are here that closed lately.{" "}
          <Link to={{ pathname: "/events", search }}>See all in the event list</Link>
        </p>
      )}
    </header>
  );
}
