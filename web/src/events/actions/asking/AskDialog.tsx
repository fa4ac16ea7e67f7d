import { type ReactNode, useState } from "react";
import { type Trouble, troubleOf } from "../../../api/problem";
import { TroubleNote } from "../../../api/TroubleNote";
import type { EventView } from "../../../api/types";
import { Dialog } from "../../../forms/Dialog";
import { useActions } from "../ActionsProvider";
import { type Action, lineOf } from "../actions";
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

/** Stays open with what was typed until the server has taken it for one event; what many answer is told in the list. */
export function AskDialog({ action, events, onClose, children }: AskDialogProps) {
  const { send, actOnMany } = useActions();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [first] = events;
  const { name } = lineOf(action);
  const onSend = async (body: object, to: readonly EventView[] = events) => {
    const [only] = to;
    if (only === undefined || busy) return undefined;
    if (to.length > 1) {
      onClose();
      return actOnMany(to, action, body);
    }
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await send(only, action, body);
      onClose();
      return answer;
    } catch (error) {
      setTrouble(troubleOf(error));
      return undefined;
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
      {trouble !== null && <TroubleNote trouble={trouble} about={`${name} was refused.`} />}
      {children({ action, events, busy, onSend, onClose })}
    </Dialog>
  );
}
