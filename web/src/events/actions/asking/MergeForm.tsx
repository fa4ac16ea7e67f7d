import { useState } from "react";
import { useNavigate } from "react-router";
import type { EventView } from "../../../api/types";
import { listSearch } from "../../search";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { EventPicker } from "./EventPicker";
import { NoteField, noted } from "./NoteField";

/** Makes one or many a part of another event, which is then shown. */
export function MergeForm({ onSend, ...rest }: AskedProps) {
  const [into, setInto] = useState<EventView | null>(null);
  const [note, setNote] = useState("");
  const navigate = useNavigate();
  const { events } = rest;
  const [first] = events;
  if (first === undefined) return null;
  // Of many, one may be picked that takes in the others.
  const parts = events.filter((event) => event.id !== into?.id);
  const merge = async (id: string) => {
    const answer = await onSend({ into: id, ...noted(note) }, parts);
    if (answer !== undefined) navigate(`/events/${id}${listSearch(window.location.search)}`);
  };
  const many = parts.length > 1 ? `Merge ${parts.length}` : "Merge";
  return (
    <AskForm
      {...rest}
      ready={into !== null}
      wish={into === null ? undefined : `${many} into “${into.title}”`}
      onSubmit={() => into !== null && void merge(into.id)}
    >
      <p className="muted">
        {events.length > 1
          ? "The event that you pick takes over all that these hold, and they are closed."
          : "The event that you pick takes over all that this one holds, and this one is closed."}
      </p>
      <EventPicker of={first} chosen={into?.id ?? null} onChoose={setInto} itself={events.length > 1} />
      <NoteField value={note} onChange={setNote} />
    </AskForm>
  );
}
