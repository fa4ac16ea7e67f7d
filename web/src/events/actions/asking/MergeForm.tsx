import { useState } from "react";
import { useNavigate } from "react-router";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { EventPicker } from "./EventPicker";

/** Makes it a part of another event, which is then shown. */
export function MergeForm({ onSend, ...rest }: AskedProps) {
  const [into, setInto] = useState<string | null>(null);
  const navigate = useNavigate();
  const [event] = rest.events;
  if (event === undefined) return null;
  const merge = async () => {
    if ((await onSend({ into })) !== undefined) navigate(`/events/${into}${window.location.search}`);
  };
  return (
    <AskForm {...rest} ready={into !== null} onSubmit={() => void merge()}>
      <p className="muted">
        Its conditions and detections go over to the event that you pick, and it is closed.
      </p>
      <EventPicker of={event} chosen={into} onChoose={setInto} />
    </AskForm>
  );
}
