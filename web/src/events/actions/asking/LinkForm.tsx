import { useState } from "react";
import type { LinkKind } from "../../../api/types";
import { Field } from "../../../forms/Field";
import { TextField } from "../../../forms/TextField";
import { linkKinds, linkName } from "../../linkWords";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { EventPicker } from "./EventPicker";
import { useFocusHere } from "./useFocusHere";

/** Points at a work order, an anomaly or another event, which then points back. */
export function LinkForm({ onSend, ...rest }: AskedProps) {
  const [kind, setKind] = useState<LinkKind>("work_order");
  const [id, setId] = useState("");
  const [event] = rest.events;
  const top = useFocusHere();
  if (event === undefined) return null;
  return (
    <AskForm {...rest} ready={id.trim() !== ""} onSubmit={() => void onSend({ kind, id: id.trim() })}>
      <div ref={top}>
        <Field label="To">
          {(field) => (
            <select
              id={field}
              value={kind}
              onChange={(change) => {
                setKind(change.target.value as LinkKind);
                setId("");
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
        <EventPicker of={event} chosen={id} onChoose={setId} all />
      ) : (
        <TextField label="Number" maxLength={64} pattern="[!-~]+" value={id} onChange={setId} />
      )}
    </AskForm>
  );
}
