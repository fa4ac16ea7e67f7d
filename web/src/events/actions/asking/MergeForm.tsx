import { useState } from "react";
import { useNavigate } from "react-router";
import { listSearch } from "../../search";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { EventPicker } from "./EventPicker";
import { NoteField, noted } from "./NoteField";

/** Makes one or many a part of another event, which is then shown. */
export function MergeForm({ onSend, ...rest }: AskedProps) {
  const [into, setInto] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const navigate = useNavigate();
  const { events } = rest;
  const [first] = events;
  if (first === undefined) return null;
  const merge = async () => {
    // Of many, one may be picked that takes in the others.
    const parts = events.filter((event) => event.id !== into);
    const answer = await onSend({ into, ...noted(note) }, parts);
    if (answer !== undefined) navigate(`/events/${into}${listSearch(window.location.search)}`);
  };
  return (
    <AskForm {...rest} ready={into !== null} onSubmit={() => void merge()}>
      <p className="muted">
        {events.length > 1
          ? "The event that you pick takes over all that these hold, and they are closed."
          : "The event that you pick takes over all that this one holds, and this one is closed."}
      </p>
      <EventPicker of={first} chosen={into} onChoose={setInto} itself={events.length > 1} />
      <NoteField value={note} onChange={setNote} />
    </AskForm>
  );
}
