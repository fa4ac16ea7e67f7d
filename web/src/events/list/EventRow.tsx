import { memo } from "react";
import { Link } from "react-router";
import type { EventView } from "../../api/types";
import { SeverityGlyph } from "../../severity/SeverityGlyph";
import { callOf } from "../../severity/severity";
import { Instant } from "../../time/Instant";
import { SlaBar } from "../../time/SlaBar";
import { RowState } from "./RowState";

type EventRowProps = {
  event: EventView;
  facility: string | null;
  position: number;
  offset: number;
  height: number;
  current: boolean;
  selected: boolean;
  /** Whether there is anything to do with what is selected. */
  selectable: boolean;
  search: string;
  onOpen: (id: string) => void;
  /** With `range`, everything between the one selected before and this. */
  onSelect: (id: string, range: boolean) => void;
};

/** One event, on one line or, where there is little width, on two. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { event, facility, position, offset, height, current, selected, search, onOpen, onSelect } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page act on the current row.
    <div
      id={`row-${event.id}`}
      role="row"
      tabIndex={-1}
      className={`row row-${event.status}`}
      aria-rowindex={position}
      aria-selected={selected}
      aria-current={current ? "true" : undefined}
      data-event={event.id}
      style={{ transform: `translateY(${offset}px)`, height }}
      onClick={(click) => (click.shiftKey && props.selectable ? onSelect(event.id, true) : onOpen(event.id))}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keeps a click on the box from opening the row. */}
      <span role="gridcell" className="cell-pick" tabIndex={-1} onClick={(click) => click.stopPropagation()}>
        {props.selectable && (
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              onChange={(change) => onSelect(event.id, (change.nativeEvent as MouseEvent).shiftKey)}
              aria-label={`Select ${event.title}`}
            />
          </label>
        )}
      </span>
      <span role="gridcell" className="cell-glyph">
        <SeverityGlyph severity={event.severity} call={callOf(event)} />
      </span>
      <span role="gridcell" className="cell-title">
        <Link
          to={{ pathname: `/events/${event.id}`, search }}
          tabIndex={-1}
          onClick={(click) => click.preventDefault()}
        >
          {event.title}
        </Link>
        {event.count > 1 && (
          <span className="muted" title={`${event.count} detections merged`}>
            {" "}
            ×{event.count}
          </span>
        )}
      </span>
      <span role="gridcell" className="cell-facility">
        {facility ?? <span className="muted">No facility</span>}
      </span>
      <span role="gridcell" className="cell-status">
        <RowState event={event} />
      </span>
      <span role="gridcell" className="cell-sla">
        <SlaBar event={event} />
      </span>
      <span role="gridcell" className="cell-age">
        <Instant at={event.detectedAt} as="relative" />
      </span>
    </div>
  );
});
