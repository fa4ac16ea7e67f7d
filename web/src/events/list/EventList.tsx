import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import type { EventView } from "../../api/types";
import { useFacilityName } from "../../facilities/useFacilities";
import { useMay } from "../../roles/useMay";
import { EventRow } from "./EventRow";
import { SelectAll } from "./SelectAll";
import type { Selection } from "./useSelection";
import { useWidth } from "./useWidth";
import "./list.css";

const ONE_LINE_FROM = 760;
/** The height of the column names, which stay on top while the rows pass below them. */
const HEAD = 28;
/** So many rows before the end more are read. */
const NEAR = 40;
const columns = ["Severity", "Event", "Facility", "State", "SLA", "Detected"];
const unnamed = ["Severity"];

type EventListProps = {
  area: RefObject<HTMLDivElement | null>;
  events: readonly EventView[];
  currentId: string | null;
  selection: Selection;
  /** Whether a phone shows the boxes to select by. */
  picking: boolean;
  search: string;
  isCut: boolean;
  onOpen: (id: string) => void;
  /** The last rows come into sight. */
  onEnd: () => void;
};

/** The rows that fit on the screen, of as many as there are. */
export function EventList(props: EventListProps) {
  const { area, events, currentId, selection, search, isCut, onOpen, onEnd } = props;
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

  const items = rows.getVirtualItems();
  const isDrawn = items.some((item) => item.index === currentIndex);
  const last = items.at(-1)?.index ?? 0;
  const nearsEnd = isCut && last >= events.length - NEAR;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again with every row that brings it nearer.
  useEffect(() => {
    if (nearsEnd) onEnd();
  }, [nearsEnd, last, events.length]);

  return (
    <div
      className={`list ${oneLine ? "list-one" : "list-two"} ${props.picking ? "list-picking" : ""}`}
      role="grid"
      aria-label="Events"
      aria-multiselectable={mayAct}
      aria-activedescendant={isDrawn ? `row-${currentId}` : undefined}
      aria-rowcount={isCut ? -1 : events.length + 1}
      ref={area}
      hidden={events.length === 0}
      tabIndex={0}
    >
      <div className="list-head" role="row" aria-rowindex={1}>
        <span role="columnheader" className="cell-pick">
          {mayAct && <SelectAll selection={selection} count={events.length} />}
        </span>
        {columns.map((name) => (
          <span key={name} role="columnheader">
            <span className={unnamed.includes(name) ? "spoken-only" : undefined}>{name}</span>
          </span>
        ))}
      </div>
      <div role="rowgroup" className="list-rows" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
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
              selected={selection.ids.has(event.id)}
              selectable={mayAct}
              search={search}
              onOpen={onOpen}
              onSelect={selection.select}
            />
          );
        })}
      </div>
    </div>
  );
}
