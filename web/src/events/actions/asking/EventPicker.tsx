import { useEffect, useId } from "react";
import type { EventView } from "../../../api/types";
import { useFacilityName } from "../../../facilities/useFacilities";
import { useFocusOnce } from "../../../forms/useFocusOnce";
import { SeverityGlyph } from "../../../severity/SeverityGlyph";
import { statusName } from "../../../severity/severity";
import { Instant } from "../../../time/Instant";
import { useChoices } from "./useChoices";

type EventPickerProps = {
  of: EventView;
  chosen: string | null;
  /** Null where what was chosen is not shown any more. */
  onChoose: (event: EventView | null) => void;
  /** Whether events that are over may be chosen too. */
  all?: boolean;
  /** Whether `of` may be chosen too. */
  itself?: boolean;
};

/** Another event: found by its words, those of the same place and category on top. */
export function EventPicker({ of, chosen, onChoose, all = false, itself = false }: EventPickerProps) {
  const name = useId();
  const placeOf = useFacilityName();
  const { text, find, shown, more } = useChoices(of, all, itself);
  const field = useFocusOnce<HTMLInputElement>();
  const isSeen = chosen === null || shown.some(({ id }) => id === chosen);
  useEffect(() => {
    // What cannot be seen is not sent.
    if (!isSeen) onChoose(null);
  }, [isSeen, onChoose]);
  return (
    <div className="event-picker">
      <input
        ref={field}
        type="search"
        aria-label="Find an event"
        placeholder="Words of its title, place or category"
        value={text}
        onChange={(event) => find(event.target.value)}
      />
      <div role="radiogroup" aria-label="Events" className="event-choices">
        {shown.map((event) => (
          <label key={event.id} className="event-choice">
            <input type="radio" name={name} checked={event.id === chosen} onChange={() => onChoose(event)} />
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
      {shown.length === 0 && <p className="muted">No other event is found by these words.</p>}
      {more > 0 && <p className="muted">{more} more; type to narrow them down.</p>}
    </div>
  );
}
