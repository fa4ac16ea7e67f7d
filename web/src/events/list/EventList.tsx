import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import type { EventView } from "../../api/types";
import { useFacilityName } from "../../facilities/useFacilities";
import { useMay } from "../../roles/useMay";
import { EventRow } from "./EventRow";
import { useWidth } from "./useWidth";
import "./list.css";

const ONE_LINE_FROM = 760;
/** The height of the column names, which stay on top while the rows pass below them. */
const HEAD = 28;
const columns = ["Selected", "Severity", "Event", "Facility", "State", "SLA", "Detected"];
const unnamed = ["Selected", "Severity"];

type EventListProps = {
  area: RefObject<HTMLDivElement | null>;
  events: readonly EventView[];
  currentId: string | null;
  selected: ReadonlySet<string>;
  search: string;
  onOpen: (id: string) => void;
  onSelect: (id: string) => void;
};

/** The rows that fit on the screen, of as many as there are. */
export function EventList({ area, events, currentId, selected, search, onOpen, onSelect }: EventListProps) {
  const nameOf = useFacilityName();
  const mayAct = useMay("act");
  const width = useWidth(area);
  const oneLine = width >= ONE_LINE_FROM;
  const height = oneLine ? 36 : 60;
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => area.current,
    estimateSize: () => height,
    scrollMargin: oneLine ? HEAD : 0,
    scrollPaddingStart: oneLine ? HEAD : 0,
    getItemKey: (index) => events[index]?.id ?? index,
    overscan: 8,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are cached; another height needs them measured anew.
  useEffect(() => rows.measure(), [rows, height]);

  const currentIndex = events.findIndex((event) => event.id === currentId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the keys, not the moves of the row.
  useEffect(() => {
    if (currentIndex >= 0) rows.scrollToIndex(currentIndex, { align: "auto" });
  }, [currentId]);

  return (
    <div
      className={`list ${oneLine ? "list-one" : "list-two"}`}
      role="grid"
      aria-label="Events"
      aria-rowcount={events.length + 1}
      ref={area}
      hidden={events.length === 0}
      tabIndex={0}
    >
      <div className="list-head" role="row" aria-rowindex={1}>
        {columns.map((name) => (
          <span key={name} role="columnheader">
            <span className={unnamed.includes(name) ? "spoken-only" : undefined}>{name}</span>
          </span>
        ))}
      </div>
      <div role="rowgroup" className="list-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const event = events[item.index];
          return event === undefined ? null : (
            <EventRow
              key={event.id}
              event={event}
              facility={nameOf(event.facilityId)}
              position={item.index + 2}
              offset={item.start - rows.options.scrollMargin}
              height={height}
              current={event.id === currentId}
              selected={selected.has(event.id)}
              selectable={mayAct}
              search={search}
              onOpen={onOpen}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}
