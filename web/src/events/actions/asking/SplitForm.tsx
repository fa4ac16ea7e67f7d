import { useState } from "react";
import { useNavigate } from "react-router";
import { TextField } from "../../../forms/TextField";
import { toggled } from "../../filters";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { NoteField, noted } from "./NoteField";

/** Makes an event of its own of some of the conditions, and shows it. */
export function SplitForm({ onSend, ...rest }: AskedProps) {
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const navigate = useNavigate();
  const [event] = rest.events;
  if (event === undefined) return null;
  const { contributors } = event;
  const split = async () => {
    const named = title.trim();
    const answer = await onSend({
      conditionKeys: keys,
      ...(named !== "" && { title: named }),
      ...noted(note),
    });
    const { eventId } = (answer ?? {}) as { eventId?: string };
    if (eventId !== undefined) navigate(`/events/${eventId}${window.location.search}`);
  };
  return (
    <AskForm
      {...rest}
      ready={keys.length > 0 && keys.length < contributors.length}
      onSubmit={() => void split()}
    >
      <fieldset className="choices">
        <legend>Conditions that become an event of their own; at least one stays</legend>
        {contributors.map((one) => (
          <label key={`${one.source}/${one.conditionKey}/${one.since}`} className="check">
            <input
              type="checkbox"
              checked={keys.includes(one.conditionKey)}
              onChange={() => setKeys(toggled(keys, one.conditionKey))}
            />
            <span>
              {one.title} <span className="muted">{one.source}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        label="Title of the new event (may be left out)"
        maxLength={300}
        value={title}
        onChange={setTitle}
      />
      <NoteField value={note} onChange={setNote} />
    </AskForm>
  );
}
