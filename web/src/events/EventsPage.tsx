import { useCallback, useMemo, useRef, useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { useEventStore } from "../live/LiveProvider";
import { Refusals } from "./actions/Refusals";
import { Drawer } from "./drawer/Drawer";
import { EmptyList } from "./list/EmptyList";
import { EventList } from "./list/EventList";
import { FilterBar } from "./list/FilterBar";
import { SelectionBar } from "./list/SelectionBar";
import { useHolding } from "./list/useHolding";
import { useShownEvents } from "./list/useShownEvents";
import { WaitingStrip } from "./list/WaitingStrip";
import { searchAt, usePast } from "./past/usePast";
import { useClosedEvents } from "./useClosedEvents";
import { useFilters } from "./useFilters";
import { useListKeys } from "./useListKeys";
import { useTitle } from "./useTitle";
import "./events.css";
import "./list/strips.css";

/** The list of what is urgent, and beside it the drawer of the event in the address. */
export function EventsPage() {
  const { id: openId } = useParams();
  const location = useLocation();
  const search = searchAt(location.search, null);
  const [at] = usePast();
  const navigate = useNavigate();
  const store = useEventStore();
  const [filters, changeFilters] = useFilters();
  const area = useRef<HTMLDivElement>(null);
  const shown = useShownEvents(filters, useHolding(area));
  const [lastId, setLastId] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [commenting, setCommenting] = useState<string | null>(null);
  useTitle();
  useClosedEvents(filters);

  const currentId = openId ?? lastId;
  const selected = useMemo(
    () => shown.events.filter((event) => picked.has(event.id)),
    [shown.events, picked],
  );

  const open = useCallback(
    (id: string) => {
      setLastId(id);
      navigate({ pathname: `/events/${id}`, search }, { replace: openId !== undefined });
    },
    [navigate, search, openId],
  );
  const select = useCallback(
    (id: string) =>
      setPicked((ids) =>
        ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set(ids).add(id),
      ),
    [],
  );
  const close = () => {
    setLastId(currentId);
    navigate({ pathname: "/events", search });
  };
  const comment = (id: string) => {
    if (openId !== id) open(id);
    setCommenting(id);
  };

  useListKeys({
    events: shown.events,
    current: currentId === null ? null : (store.get(currentId) ?? null),
    selected,
    past: openId !== undefined && at !== null,
    point: openId === undefined ? setLastId : open,
    open,
    select,
    admit: shown.admit,
    comment,
  });

  return (
    <div className={`events ${openId === undefined ? "" : "with-drawer"}`}>
      <section className="list-side ages" aria-label="Event list">
        {openId === undefined && <h1 className="spoken-only">Events</h1>}
        <FilterBar filters={filters} onChange={changeFilters} />
        <WaitingStrip waiting={shown.waiting} onAdmit={shown.admit} />
        <div className="list-notes">
          <Refusals except={openId} />
        </div>
        {shown.events.length === 0 && <EmptyList filters={filters} />}
        <EventList
          area={area}
          events={shown.events}
          currentId={currentId}
          selected={picked}
          search={search}
          onOpen={open}
          onSelect={select}
        />
        <SelectionBar events={selected} onClear={() => setPicked(new Set())} />
      </section>
      {openId !== undefined && (
        <Drawer
          key={openId}
          id={openId}
          onClose={close}
          commenting={commenting === openId}
          onCommentFocused={() => setCommenting(null)}
        />
      )}
    </div>
  );
}
