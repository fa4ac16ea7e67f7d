import { useRef } from "react";
import { useFacilityName } from "../facilities/useFacilities";
import { useHeld } from "../live/useHeld";
import { AsideRow } from "./AsideRow";
import type { AsideEvent } from "./useAsides";

/** More rows than these nobody reads; the filters of the event list go further. */
const MOST_ROWS = 500;

const keyOf = ({ event, aside }: AsideEvent): string =>
  `${event.id}/${aside.kind}/${aside.since}/${aside.reason}`;

type AsideTableProps = { rows: readonly AsideEvent[]; question: string | null };

/**
 * One row per reason: an event that is set aside twice comes back only when both are over. While somebody points at it no
 * row moves, so that no button comes under the pointer that was not meant.
 */
export function AsideTable({ rows, question }: AsideTableProps) {
  const nameOf = useFacilityName();
  const area = useRef<HTMLDivElement>(null);
  const held = useHeld(area, rows, keyOf, question);
  const more = held.rows.length - MOST_ROWS;
  return (
    <div className="aside-scroll" ref={area}>
      <table className="aside-table">
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Set aside</th>
            <th scope="col">Why</th>
            <th scope="col">Until</th>
            <th scope="col">Bring back</th>
          </tr>
        </thead>
        <tbody>
          {held.rows.slice(0, MOST_ROWS).map(({ key, row: { event, aside }, isGone }) => (
            <AsideRow
              key={key}
              rowKey={key}
              event={event}
              aside={aside}
              facility={nameOf(event.facilityId)}
              isGone={isGone}
            />
          ))}
        </tbody>
      </table>
      {held.waiting > 0 && <p className="muted">{held.waiting} new, shown when you let go of the table.</p>}
      {more > 0 && <p className="muted">And {more} more that end later.</p>}
    </div>
  );
}
