import { useId, useMemo, useState } from "react";
import type { EventView } from "../../../api/types";
import { useFacilityName } from "../../../facilities/useFacilities";
import { useFocusOnce } from "../../../forms/useFocusOnce";
import { useLiveEvents } from "../../../live/LiveProvider";
import { SeverityGlyph } from "../../../severity/SeverityGlyph";
import { statusName } from "../../../severity/severity";
import { Instant } from "../../../time/Instant";
import { noFilters } from "../../filters";
import { passer } from "../../passes";
import { isUnresolved, mostUrgentFirst } from "../../urgency";
import { useLooker } from "../../useLooker";

const SHOWN = 8;

type EventPickerProps = {
  of: EventView;
  chosen: string | null;
  onChoose: (id: string) => void;
  /** Whether events that are over may be chosen too. */
  all?: boolean;
  /** Whether `of` may be chosen too. */
  itself?: boolean;
};

/** Another event: found by its words, those of the same place and category on top. */
export function EventPicker({ of, chosen, onChoose, all = false, itself = false }: EventPickerProps) {
  const name = useId();
  const events = useLiveEvents();
  const looker = useLooker();
  const placeOf = useFacilityName();
  const [text, setText] = useState("");
  const field = useFocusOnce<HTMLInputElement>();
  const found = useMemo(() => {
    const passes = passer({ ...noFilters, text }, looker);
    const others = events.filter(
      (event) => (itself || event.id !== of.id) && (all || isUnresolved(event)) && passes(event),
    );
    return mostUrgentFirst(others).toSorted((a, b) => kinship(of, b) - kinship(of, a));
  }, [events, looker, text, of, all, itself]);
  return (
    <div className="event-picker">
      <input
        ref={field}
        type="search"
        aria-label="Find an event"
        placeholder="Words of its title, place or category"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="radiogroup" aria-label="Events" className="event-choices">
        {found.slice(0, SHOWN).map((event) => (
          <label key={event.id} className="event-choice">
            <input
              type="radio"
              name={name}
              checked={event.id === chosen}
              onChange={() => onChoose(event.id)}
            />
            <SeverityGlyph severity={event.severity} size={16} />
            <span>
              {event.title}
              <span className="muted">
                {" "}
                {[placeOf(event.facilityId), statusName(event.status)].filter(Boolean).join(", ")},{" "}
                <Instant at={event.detectedAt} as="relative" />
              </span>
            </span>
          </label>
        ))}
      </div>
      {found.length === 0 && <p className="muted">No other event is found by these words.</p>}
      {found.length > SHOWN && (
        <p className="muted">{found.length - SHOWN} more; type to narrow them down.</p>
      )}
    </div>
  );
}

const kinship = (a: EventView, b: EventView): number =>
  (a.facilityId !== null && a.facilityId === b.facilityId ? 2 : 0) + (a.category === b.category ? 1 : 0);
