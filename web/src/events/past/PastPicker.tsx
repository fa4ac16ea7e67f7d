import { type FormEvent, useId, useState } from "react";
import { useFocusOnce } from "../../forms/useFocusOnce";
import { fromField, toField } from "../../time/fieldTime";
import { serverNow } from "../../time/serverClock";

type PastPickerProps = {
  at: string | null;
  since: string;
  onShow: (at: string) => void;
  onCancel: () => void;
};

/** Asks for a time of the event's life, in local time to the second. */
export function PastPicker({ at, since, onShow, onCancel }: PastPickerProps) {
  const id = useId();
  const [now] = useState(() => new Date(serverNow()).toISOString());
  const [chosen, choose] = useState(() => toField(at ?? now));
  const field = useFocusOnce<HTMLInputElement>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instant = fromField(chosen);
    if (instant !== "") onShow(instant);
  };
  return (
    <form className="past-picker" onSubmit={submit}>
      <label htmlFor={id}>As it was at</label>
      <input
        id={id}
        ref={field}
        type="datetime-local"
        step={1}
        // A second is shown whole: the first one holds the event's beginning.
        min={toField(since)}
        max={toField(now)}
        required
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      />
      <button type="submit">Show</button>
      <button type="button" className="plain" onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}
