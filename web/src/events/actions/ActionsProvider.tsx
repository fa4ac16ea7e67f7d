import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { call } from "../../api/http";
import { type Trouble, troubleOf } from "../../api/problem";
import type { EventView } from "../../api/types";
import { useEventStore } from "../../live/LiveProvider";
import { type Action, lineOf } from "./actions";
import { type BulkItem, isRefused, sendMany } from "./bulk";

/** An action that did not happen, kept until it is dismissed or tried again. */
export type Refused = { event: EventView; action: Action | "attach"; about: string; trouble: Trouble };

export const refusalOf = (event: EventView, action: Action, error: unknown): Refused => ({
  event,
  action,
  about: `${lineOf(action).name} was refused for “${event.title}”.`,
  trouble: troubleOf(error),
});

/** What became of each of many, kept until it is dismissed or something else is done to many. */
export type BulkReport = { action: Action; items: readonly BulkItem[] };

type Actions = {
  /** Does one thing to one event and returns the answer; throws what stands against it. What is shown changes by the answer alone. */
  send: (event: EventView, action: Action, body: object) => Promise<unknown>;
  /** The same without an answer: what was refused is kept to be told. */
  act: (event: EventView, action: Action, body?: object) => Promise<void>;
  /** What became of each; null where something else was being done to many, which is kept to be told as well. */
  actOnMany: (
    events: readonly EventView[],
    action: Action,
    body?: object,
  ) => Promise<readonly BulkItem[] | null>;
  isPending: (id: string, action: Action) => boolean;
  /** The action that is being done to many at the moment. */
  running: Action | null;
  /** What was wished for many while that was being done, and therefore was not. */
  missed: Action | null;
  refused: readonly Refused[];
  refuse: (refused: Refused) => void;
  dismiss: (id: string) => void;
  report: BulkReport | null;
  dismissReport: () => void;
  /** Who wants to know what was done, by the ids of the events. */
  hearers: Set<Done>;
};

type Done = (ids: readonly string[]) => void;

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
  const [missed, setMissed] = useState<Action | null>(null);
  const busy = useRef(false);
  const [hearers] = useState(() => new Set<Done>());
  const [report, setReport] = useState<BulkReport | null>(null);

  const refuse = useCallback((one: Refused) => setRefused((all) => [...all, one]), []);
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
        for (const tell of hearers) tell([event.id]);
        return answer;
      } finally {
        setPending((keys) => new Set([...keys].filter((one) => one !== key)));
      }
    },
    [store, dismiss, hearers],
  );

  const actions = useMemo<Actions>(
    () => ({
      send,
      act: async (event, action, body = {}) => {
        if (pending.has(keyOf(event.id, action))) return;
        try {
          await send(event, action, body);
        } catch (error) {
          refuse(refusalOf(event, action, error));
        }
      },
      actOnMany: async (events, action, body = {}) => {
        if (busy.current) {
          setMissed(action);
          return null;
        }
        busy.current = true;
        setRunning(action);
        setMissed(null);
        setReport(null);
        try {
          const items = await sendMany(events, action, body);
          setReport({ action, items });
          const done = items.filter((item) => !isRefused(item)).map(({ event }) => event.id);
          for (const tell of hearers) tell(done);
          return items;
        } finally {
          busy.current = false;
          setRunning(null);
        }
      },
      isPending: (id, action) => pending.has(keyOf(id, action)),
      running,
      missed,
      refused,
      refuse,
      dismiss,
      report,
      dismissReport: () => {
        setReport(null);
        setMissed(null);
      },
      hearers,
    }),
    [send, pending, running, missed, refused, refuse, dismiss, report, hearers],
  );
  return <ActionsContext value={actions}>{children}</ActionsContext>;
}

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error("useActions needs an ActionsProvider");
  return actions;
}

/** Calls `listener` with the ids of events to which something was done here. */
export function useDone(listener: Done): void {
  const { hearers } = useActions();
  useEffect(() => {
    hearers.add(listener);
    return () => void hearers.delete(listener);
  }, [hearers, listener]);
}
