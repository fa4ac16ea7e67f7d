import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import type { EventView } from "../../../api/types";
import type { Action } from "../actions";
import { AsideForm } from "./AsideForm";
import { AskDialog, type AskedProps } from "./AskDialog";
import { AssignForm } from "./AssignForm";
import { LinkForm } from "./LinkForm";
import { MergeForm } from "./MergeForm";
import { ShelveForm } from "./ShelveForm";
import { SplitForm } from "./SplitForm";
import { WordsForm } from "./WordsForm";

type Asked = Exclude<
  Action,
  "acknowledge" | "start" | "resolve" | "close" | "unshelve" | "unsuppress" | "return-to-service" | "unlink"
>;

const forms: Record<Asked, (props: AskedProps) => ReactNode> = {
  assign: AssignForm,
  shelve: ShelveForm,
  escalate: WordsForm,
  unacknowledge: WordsForm,
  reopen: WordsForm,
  comment: WordsForm,
  suppress: AsideForm,
  "out-of-service": AsideForm,
  merge: MergeForm,
  split: SplitForm,
  link: LinkForm,
};

/** Whether something has to be said before it is done. */
export const asks = (action: Action): action is Asked => action in forms;

type Asking = { action: Asked; events: readonly EventView[]; number: number };

const AskContext = createContext<(action: Asked, events: readonly EventView[]) => void>(() => undefined);

/** Asks what an action needs, for one event or for many, wherever on the page it was wished for. */
export function AskProvider({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const asked = useRef(0);
  const ask = useCallback((action: Asked, events: readonly EventView[]) => {
    asked.current += 1;
    if (events.length > 0) setAsking({ action, events, number: asked.current });
  }, []);
  // An answer that comes late closes its own question, not the next one.
  const close = (which: Asking) => setAsking((now) => (now === which ? null : now));
  const Form = asking === null ? null : forms[asking.action];
  return (
    <AskContext value={ask}>
      {children}
      {asking !== null && Form !== null && (
        <AskDialog key={asking.number} {...asking} onClose={() => close(asking)}>
          {(props) => <Form {...props} />}
        </AskDialog>
      )}
    </AskContext>
  );
}

export const useAsk = () => useContext(AskContext);
