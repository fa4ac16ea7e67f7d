import { type ChangeEvent, useRef, useState } from "react";
import { Actor } from "../../actors/Actor";
import { type Trouble, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { Attachment, EventView } from "../../api/types";
import { Confirm } from "../../forms/Confirm";
import { useIsThere } from "../../forms/useIsThere";
import { useMay } from "../../roles/useMay";
import { useMe } from "../../signin/session";
import { Instant } from "../../time/Instant";
import { useActions } from "../actions/ActionsProvider";
import { sizeInWords } from "./sizes";
import { downloadOf, LARGEST, useAttachments, useChangeAttachments } from "./useAttachments";

/** Files that go with the event: photographs, reports, drawings. */
export function Attachments({ event }: { event: EventView }) {
  const mayAct = useMay("act");
  const { data = [], error } = useAttachments(event);
  if (data.length === 0 && !mayAct) return null;
  return (
    <section className="part" aria-label="Attachments">
      <h2>Attachments</h2>
      {error !== null && data.length === 0 && <TroubleNote trouble={troubleOf(error)} />}
      <ul className="lines">
        {data.map((one) => (
          <AttachmentLine key={one.id} eventId={event.id} attachment={one} />
        ))}
      </ul>
      {mayAct && <Upload event={event} />}
    </section>
  );
}

function AttachmentLine({ eventId, attachment }: { eventId: string; attachment: Attachment }) {
  const me = useMe();
  const [mayAct, mayDefine] = [useMay("act"), useMay("define")];
  const { remove } = useChangeAttachments(eventId);
  const { name, size, by, at } = attachment;
  return (
    <li className="line-do">
      <span className="line-at">
        <Instant at={at} />
      </span>
      <span>
        <a href={downloadOf(eventId, attachment)} download={name}>
          {name}
        </a>{" "}
        <span className="muted">
          {sizeInWords(size)}, <Actor id={by} />
        </span>
        {remove.error !== null && (
          <TroubleNote trouble={troubleOf(remove.error)} about="It was not removed." />
        )}
      </span>
      {mayAct && (mayDefine || by === me?.id) && (
        <Confirm
          name="Remove"
          consequence={`“${name}” is removed for everybody.`}
          sure={`Remove ${name}`}
          busy={remove.isPending}
          onSure={() => remove.mutate(attachment)}
        />
      )}
    </li>
  );
}

function Upload({ event }: { event: EventView }) {
  const field = useRef<HTMLInputElement>(null);
  const { add } = useChangeAttachments(event.id);
  const { refuse } = useActions();
  const isThere = useIsThere();
  const [sending, setSending] = useState<string | null>(null);
  const [troubles, setTroubles] = useState<readonly { name: string; trouble: Trouble }[]>([]);

  const send = async (change: ChangeEvent<HTMLInputElement>) => {
    const files = [...(change.target.files ?? [])];
    setTroubles([]);
    for (const file of files) {
      setSending(file.name);
      const trouble =
        file.size > LARGEST ? tooLarge : await add.mutateAsync(file).then(() => null, troubleOf);
      if (trouble === null) continue;
      const about = `“${file.name}” was not attached to “${event.title}”.`;
      if (isThere.current) setTroubles((all) => [...all, { name: file.name, trouble }]);
      else refuse({ event, action: "attach", about, trouble });
    }
    setSending(null);
    if (field.current !== null) field.current.value = "";
  };
  return (
    <>
      <label className="upload">
        <input
          ref={field}
          type="file"
          multiple
          className="spoken-only"
          aria-label="Attach files"
          disabled={sending !== null}
          onChange={(change) => void send(change)}
        />
        <span aria-hidden="true">{sending === null ? "Attach files" : `Sending ${sending}`}</span>
      </label>
      <span className="spoken-only" aria-live="polite">
        {sending === null ? "" : `Sending ${sending}`}
      </span>
      {troubles.map(({ name, trouble }) => (
        <TroubleNote key={name} trouble={trouble} about={`“${name}” was not attached.`} />
      ))}
    </>
  );
}

const tooLarge: Trouble = {
  what: `It is larger than ${sizeInWords(LARGEST)}.`,
  next: "Attach a smaller one, or put a link to it into a comment.",
  traceId: null,
};
