import { type ReactNode, useState } from "react";
import { type Trouble, troubleOf } from "../../../api/problem";
import { TroubleNote } from "../../../api/TroubleNote";
import type { EventView } from "../../../api/types";
import { Dialog } from "../../../forms/Dialog";
import { useIsThere } from "../../../forms/useIsThere";
import { refusalOf, useActions } from "../ActionsProvider";
import { type Action, lineOf } from "../actions";
import { isRefused } from "../bulk";
import "./asking.css";

/** What every form of an action gets: what it is about, and what to call with the body of the request. */
export type AskedProps = {
  action: Action;
  events: readonly EventView[];
  busy: boolean;
  /** Sends it to all of `events`, or to some; resolves to the answer, or to undefined where it was refused or went to many. */
  onSend: (body: object, to?: readonly EventView[]) => Promise<unknown>;
  onClose: () => void;
};

type AskDialogProps = {
  action: Action;
  events: readonly EventView[];
  onClose: () => void;
  children: (props: AskedProps) => ReactNode;
};

const elsewhere: Trouble = {
  what: "Something else is being done to many at the moment.",
  next: "Send it again when that is done.",
  traceId: null,
};

/** Stays open with what was typed until the server has taken it, of many for some; what each answers is told in the list. */
export function AskDialog({ action, events, onClose, children }: AskDialogProps) {
  const { send, actOnMany, refuse } = useActions();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const isOpen = useIsThere();
  const [first] = events;
  const { name } = lineOf(action);

  const sendToMany = async (to: readonly EventView[], body: object) => {
    const items = await actOnMany(to, action, body);
    if (items === null) return setTrouble(elsewhere);
    const refused = items.filter(isRefused);
    if (refused.length < items.length) onClose();
    else setTrouble(refused[0]?.trouble ?? null);
  };
  const sendToOne = async (to: EventView, body: object) => {
    try {
      const answer = await send(to, action, body);
      onClose();
      return answer;
    } catch (error) {
      const why = troubleOf(error);
      if (isOpen.current) setTrouble(why);
      else refuse(refusalOf(to, action, error));
      return undefined;
    }
  };
  const onSend = async (body: object, to: readonly EventView[] = events) => {
    const [only] = to;
    if (only === undefined || busy) return undefined;
    setBusy(true);
    setTrouble(null);
    try {
      return to.length > 1 ? await sendToMany(to, body) : await sendToOne(only, body);
    } finally {
      setBusy(false);
    }
  };
  const about = events.length > 1 ? `${events.length} events` : `“${first?.title}”`;
  return (
    <Dialog label={`${name}: ${about}`} className="dialog asking" onClose={onClose}>
      <h2>
        {name} <span className="asking-about">{about}</span>
      </h2>
      {trouble !== null && (
        <TroubleNote
          trouble={trouble}
          about={trouble === elsewhere ? `${name} was not sent.` : `${name} was refused.`}
        />
      )}
      {children({ action, events, busy, onSend, onClose })}
    </Dialog>
  );
}
