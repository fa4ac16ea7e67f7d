import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { EventView } from "../api/types";
import { useFacilityName } from "../facilities/useFacilities";
import type { HeldRow } from "../live/useHeld";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { callOf, statusName } from "../severity/severity";
import { Instant } from "../time/Instant";

/** Nobody reads more of them beside a map. */
const MOST_ROWS = 200;

type MapListProps = {
  rows: readonly HeldRow<EventView>[];
  /** New ones that wait until nobody points at the list. */
  waiting: number;
  currentId: string | null;
  search: string;
  onOpen: (id: string) => void;
  empty: string;
};

/** What is in view, in words: the way for the keyboard and for whoever does not see the map. */
export function MapList({ rows, waiting, currentId, search, onOpen, empty }: MapListProps) {
  const nameOf = useFacilityName();
  const current = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current row is what there is to scroll to.
  useEffect(() => current.current?.scrollIntoView?.({ block: "nearest" }), [currentId]);
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ol className="map-list" aria-label="Events on the map">
      {rows.slice(0, MOST_ROWS).map(({ row: event, isGone }) => (
        <li
          key={event.id}
          ref={event.id === currentId ? current : null}
          data-event={event.id}
          className={isGone ? "row-gone" : undefined}
          aria-current={event.id === currentId ? "true" : undefined}
        >
          <Link
            to={{ pathname: `/map/${event.id}`, search }}
            onClick={(click) => {
              if (click.metaKey || click.ctrlKey || click.shiftKey) return;
              click.preventDefault();
              onOpen(event.id);
            }}
          >
            <SeverityGlyph severity={event.severity} call={callOf(event)} />
            <span>
              <span className={event.status === "new" ? "map-title map-new" : "map-title"}>
                {event.title}
              </span>
              <span className="muted map-sub">
                {[nameOf(event.facilityId), statusName(event.status)].filter(Boolean).join(" · ")}
                {" · "}
                {isGone ? "no longer here" : <Instant at={event.detectedAt} as="relative" />}
              </span>
            </span>
          </Link>
        </li>
      ))}
      {waiting > 0 && <li className="map-more muted">{waiting} new, shown when you let go of the list.</li>}
      {rows.length > MOST_ROWS && (
        <li className="map-more muted">And {rows.length - MOST_ROWS} more. Zoom in, or filter.</li>
      )}
    </ol>
  );
}
