import { useState } from "react";
import { Field } from "../../../forms/Field";
import { useFocusOnce } from "../../../forms/useFocusOnce";
import type { Action } from "../actions";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";

type Asks = { field: string; label: string; longest: number; required?: boolean; means: string };

const asked: Partial<Record<Action, Asks>> = {
  escalate: {
    field: "reason",
    label: "Reason",
    longest: 500,
    means: "The next level is paged now, whatever is left of its time.",
  },
  unacknowledge: {
    field: "reason",
    label: "Reason",
    longest: 500,
    means: "Nobody has it after all: it is new again, and its escalation goes on.",
  },
  reopen: {
    field: "note",
    label: "Why it is not over",
    longest: 4000,
    means: "It is new again, with its whole SLA, and escalates from the first level.",
  },
};
const comment: Asks = {
  field: "text",
  label: "Comment",
  longest: 4000,
  required: true,
  means: "It stands in the timeline of each.",
};

/** An action that takes words: some need them, for others they may be left out. */
export function WordsForm({ onSend, ...rest }: AskedProps) {
  const { field, label, longest, required = false, means } = asked[rest.action] ?? comment;
  const [words, setWords] = useState("");
  const area = useFocusOnce<HTMLTextAreaElement>();
  const said = words.trim();
  return (
    <AskForm
      {...rest}
      ready={said !== "" || !required}
      onSubmit={() => void onSend(said === "" ? {} : { [field]: said })}
    >
      <Field label={required ? label : `${label} (may be left out)`} hint={means}>
        {(id) => (
          <textarea
            id={id}
            ref={area}
            rows={2}
            required={required}
            maxLength={longest}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
    </AskForm>
  );
}
