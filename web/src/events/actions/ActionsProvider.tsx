import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { call } from "../../api/http";
import { type Trouble, troubleOf } from "../../api/problem";
import type { EventView } from "../../api/types";
import { useEventStore } from "../../live/LiveProvider";
import type { Action } from "./actions";
import { actOnMany, type BulkItem } from "./bulk";

/** An action that did not happen, kept until it is dismissed or tried again. */
export type Refused = { event: EventView; action: Action; trouble: Trouble };

/** What became of each of many, kept until it is dismissed or something else is done to many. */
export type BulkReport = { action: Action; items: readonly BulkItem[] };

type Actions = {
  /** Does one thing to one event and returns the answer; throws what stands against it. What is shown changes by the answer alone. */
  send: (event: EventView, action: Action, body: object) => Promise<unknown>;
  /** The same without an answer: what was refused is kept to be told. */
  act: (event: EventView, action: Action, body?: object) => Promise<void>;
  actOnMany: (events: readonly EventView[], action: Action, body?: object) => Promise<void>;
  isPending: (id: string, action: Action) => boolean;
  /** The action that is being done to many at the moment. */
  running: Action | null;
  refused: readonly Refused[];
  dismiss: (id: string) => void;
  report: BulkReport | null;
  dismissReport: () => void;
};

const ActionsContext = createContext<Actions | null>(null);
const keyOf = (id: string, action: Action) => `${action}/${id}`;
const pathOf = (action: Action) => (action === "comment" ? "comments" : action);

const isEvent = (answer: unknown): answer is EventView =>
  typeof answer === "object" &&
  answer !== null &&
  "id" in answer &&
  "version" in answer &&
  "status" in answer;

export function ActionsProvider({ children }: { children: ReactNode }) {
  const store = useEventStore();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [running, setRunning] = useState<Action | null>(null);
  const [report, setReport] = useState<BulkReport | null>(null);

  const dismiss = useCallback(
    (id: string) => setRefused((all) => all.filter((one) => one.event.id !== id)),
    [],
  );

  const send = useCallback(
    async (event: EventView, action: Action, body: object) => {
      const key = keyOf(event.id, action);
      dismiss(event.id);
      setPending((keys) => new Set(keys).add(key));
      try {
        const answer = await call<unknown>("POST", `/events/${event.id}/${pathOf(action)}`, body);
        if (isEvent(answer)) store.merge([answer]);
        return answer;
      } finally {
        setPending((keys) => new Set([...keys].filter((one) => one !== key)));
      }
    },
    [store, dismiss],
  );

  const actions = useMemo<Actions>(
    () => ({
      send,
      act: async (event, action, body = {}) => {
        if (pending.has(keyOf(event.id, action))) return;
        try {
          await send(event, action, body);
        } catch (error) {
          setRefused((all) => [...all, { event, action, trouble: troubleOf(error) }]);
        }
      },
      actOnMany: async (events, action, body = {}) => {
        if (running !== null || events.length === 0) return;
        setRunning(action);
        setReport(null);
        try {
          setReport({ action, items: await actOnMany(events, action, body) });
        } finally {
          setRunning(null);
        }
      },
      isPending: (id, action) => pending.has(keyOf(id, action)),
      running,
      refused,
      dismiss,
      report,
      dismissReport: () => setReport(null),
    }),
    [send, pending, running, refused, dismiss, report],
  );
  return <ActionsContext value={actions}>{children}</ActionsContext>;
}

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error("useActions needs an ActionsProvider");
  return actions;
}
