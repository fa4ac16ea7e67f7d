import { useState } from "react";
import type { EventView, LinkKind } from "../../../api/types";
import { Field } from "../../../forms/Field";
import { TextField } from "../../../forms/TextField";
import { useFocusOnce } from "../../../forms/useFocusOnce";
import { linkKinds, linkName } from "../../linkWords";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { EventPicker } from "./EventPicker";

/** Points at a work order, an anomaly or another event, which then points back. */
export function LinkForm({ onSend, ...rest }: AskedProps) {
  const [kind, setKind] = useState<LinkKind>("work_order");
  const [number, setNumber] = useState("");
  const [other, setOther] = useState<EventView | null>(null);
  const [event] = rest.events;
  const top = useFocusOnce<HTMLDivElement>();
  if (event === undefined) return null;
  const id = kind === "event" ? (other?.id ?? "") : number.trim();
  return (
    <AskForm
      {...rest}
      ready={id !== ""}
      wish={kind === "event" && other !== null ? `Link to “${other.title}”` : undefined}
      onSubmit={() => void onSend({ kind, id })}
    >
      <div ref={top}>
        <Field label="To">
          {(field) => (
            <select
              id={field}
              value={kind}
              onChange={(change) => {
                setKind(change.target.value as LinkKind);
                setNumber("");
                setOther(null);
              }}
            >
              {linkKinds.map((one) => (
                <option key={one} value={one}>
                  {linkName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {kind === "event" ? (
        <EventPicker of={event} chosen={other?.id ?? null} onChoose={setOther} all />
      ) : (
        <TextField label="Number" maxLength={64} pattern="[!-~]+" value={number} onChange={setNumber} />
      )}
    </AskForm>
  );
}
