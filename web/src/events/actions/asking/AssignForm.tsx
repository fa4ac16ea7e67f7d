import { useState } from "react";
import { useActorName, usePeople } from "../../../actors/useActors";
import { Field } from "../../../forms/Field";
import { useFocusOnce } from "../../../forms/useFocusOnce";
import { useMe } from "../../../signin/session";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";

const NOBODY = "";

/** Whose it is to be; who looks stands on top. */
export function AssignForm({ onSend, ...rest }: AskedProps) {
  const me = useMe();
  const people = usePeople();
  const [first] = rest.events;
  const [to, setTo] = useState(
    rest.events.length === 1 ? (first?.assignee ?? me?.id ?? NOBODY) : (me?.id ?? NOBODY),
  );
  const field = useFocusOnce<HTMLSelectElement>();
  const nameOf = useActorName();
  const others = people.filter((one) => one.id !== me?.id);
  // Whose it is may be a team, or somebody who left.
  const isListed = to === NOBODY || to === me?.id || others.some((one) => one.id === to);
  return (
    <AskForm {...rest} ready onSubmit={() => void onSend({ to: to === NOBODY ? null : to })}>
      <Field label="To" hint="No page is taken back by it; who acknowledges stops the escalation.">
        {(id) => (
          <select id={id} ref={field} value={to} onChange={(event) => setTo(event.target.value)}>
            {me != null && <option value={me.id}>{me.name} (me)</option>}
            <option value={NOBODY}>Nobody</option>
            {!isListed && <option value={to}>{nameOf(to) ?? "Somebody who is not listed"}</option>}
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </AskForm>
  );
}
