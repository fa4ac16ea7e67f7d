import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { call } from "../../api/http";
import { type Trouble, troubleOf } from "../../api/problem";
import type { EventView } from "../../api/types";
import { useEventStore } from "../../live/LiveProvider";
import type { Action } from "./actions";

/** An action that did not happen, kept until it is dismissed or tried again. */
export type Refused = { event: EventView; action: Action; trouble: Trouble };

type Actions = {
  /** Sends the action for each event; what is shown changes only by what the server answers. */
  act: (events: readonly EventView[], action: Action, body?: object) => Promise<void>;
  isPending: (id: string, action: Action) => boolean;
  refused: readonly Refused[];
  dismiss: (id: string) => void;
};

const ActionsContext = createContext<Actions | null>(null);
const keyOf = (id: string, action: Action) => `${action}/${id}`;

export function ActionsProvider({ children }: { children: ReactNode }) {
  const store = useEventStore();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<readonly Refused[]>([]);

  const dismiss = useCallback(
    (id: string) => setRefused((all) => all.filter((one) => one.event.id !== id)),
    [],
  );

  const actOnOne = useCallback(
    async (event: EventView, action: Action, body: object) => {
      const key = keyOf(event.id, action);
      dismiss(event.id);
      setPending((keys) => new Set(keys).add(key));
      try {
        store.merge([await call<EventView>("POST", `/events/${event.id}/${action}`, body)]);
      } catch (error) {
        setRefused((all) => [...all, { event, action, trouble: troubleOf(error) }]);
      } finally {
        setPending((keys) => new Set([...keys].filter((one) => one !== key)));
      }
    },
    [store, dismiss],
  );

  const actions = useMemo<Actions>(
    () => ({
      act: async (events, action, body = {}) => {
        const untried = events.filter((event) => !pending.has(keyOf(event.id, action)));
        await Promise.all(untried.map((event) => actOnOne(event, action, body)));
      },
      isPending: (id, action) => pending.has(keyOf(id, action)),
      refused,
      dismiss,
    }),
    [actOnOne, pending, refused, dismiss],
  );
  return <ActionsContext value={actions}>{children}</ActionsContext>;
}

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error("useActions needs an ActionsProvider");
  return actions;
}
