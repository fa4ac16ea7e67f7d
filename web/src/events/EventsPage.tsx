import { useCallback, useRef, useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { TroubleNote } from "../api/TroubleNote";
import { FloodPanel } from "../load/FloodPanel";
import { useMay } from "../roles/useMay";
import { BulkNote } from "./actions/BulkNote";
import { Refusals } from "./actions/Refusals";
import { CreateEvent } from "./create/CreateEvent";
import { useCreating } from "./create/useCreating";
import { Drawer } from "./drawer/Drawer";
import { Finding } from "./finding/Finding";
import type { Panel } from "./finding/ListTools";
import { EmptyList } from "./list/EmptyList";
import { EventList } from "./list/EventList";
import { SelectionBar } from "./list/SelectionBar";
import { Still } from "./list/Still";
import { useHolding } from "./list/useHolding";
import { useSelection } from "./list/useSelection";
import { useShownEvents } from "./list/useShownEvents";
import { WaitingStrip } from "./list/WaitingStrip";
import { usePast } from "./past/usePast";
import { listSearch } from "./search";
import { useFilters } from "./useFilters";
import { useListKeys } from "./useListKeys";
import "./events.css";
import "./list/strips.css";

/** The list of what is urgent, and beside it the drawer of the event in the address. */
export function EventsPage() {
  const { id: openId } = useParams();
  const search = listSearch(useLocation().search);
  const [at] = usePast();
  const navigate = useNavigate();
  const [filters, changeFilters] = useFilters();
  const area = useRef<HTMLDivElement>(null);
  const holding = useHolding(area);
  const shown = useShownEvents(filters, holding);
  const selection = useSelection(shown.events, filters);
  const [lastId, setLastId] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const [panel, setPanel] = useState<Panel>(null);
  const [commenting, setCommenting] = useState<string | null>(null);
  const creating = useCreating();
  const mayAct = useMay("act");

  const currentId = openId ?? lastId;
  const open = useCallback(
    (id: string) => {
      setLastId(id);
      navigate({ pathname: `/events/${id}`, search }, { replace: openId !== undefined });
    },
    [navigate, search, openId],
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
    opened: openId === undefined ? null : shown.find(openId),
    // With the drawer closed, only a row that can be seen is acted on.
    pointed: openId === undefined ? (shown.events.find(({ id }) => id === lastId) ?? null) : null,
    selection,
    past: openId !== undefined && at !== null,
    point: (id) => {
      // Whoever hears the page is told of the row that the keys have come to.
      area.current?.focus({ preventScroll: true });
      if (openId === undefined) setLastId(id);
      else open(id);
    },
    open,
    admit: shown.admit,
    comment,
    filter: () => setPanel(panel === "filter" ? null : "filter"),
    create: creating.open,
  });

  const { trouble, isReading, again, more, read } = shown.reading;
  return (
    <div className={`events ${openId === undefined ? "" : "with-drawer"}`}>
      <section className="list-side ages" aria-label="Event list">
        {openId === undefined && <h1 className="spoken-only">Events</h1>}
        <Finding filters={filters} onChange={changeFilters} panel={panel} onPanel={setPanel}>
          {mayAct && (
            <>
              <button
                type="button"
                className="pick-open"
                aria-pressed={picking}
                onClick={() => setPicking(!picking)}
              >
                Select
              </button>
              <button type="button" aria-keyshortcuts="+" onClick={creating.open}>
                New event <kbd>+</kbd>
              </button>
            </>
          )}
        </Finding>
        {panel === null && (
          <Still holding={holding}>
            <FloodPanel />
          </Still>
        )}
        <WaitingStrip waiting={shown.waiting} onAdmit={shown.admit}>
          {shown.events.length > 0 && countWords(shown.events.length, read.isCut)}
        </WaitingStrip>
        {shown.events.length === 0 && trouble === null && (
          <EmptyList filters={filters} isReading={isReading} />
        )}
        <EventList
          area={area}
          events={shown.events}
          currentId={currentId}
          selection={selection}
          picking={picking}
          search={search}
          isCut={read.isCut}
          onOpen={open}
          onEnd={more}
        />
        <div className="list-notes">
          <BulkNote />
          <Refusals except={openId} />
          {trouble !== null && (
            <TroubleNote trouble={trouble} about="The list could not be read.">
              <button type="button" onClick={again}>
                Read again
              </button>
            </TroubleNote>
          )}
        </div>
        <SelectionBar selection={selection} shown={shown.events.length} onDone={() => setPicking(false)} />
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
      {creating.isOpen && mayAct && <CreateEvent at={creating.at} search={search} onClose={creating.close} />}
    </div>
  );
}

/** What was read so far is not all. */
const countWords = (count: number, isCut: boolean): string =>
  count === 1 ? "1 event" : `${count} events${isCut ? " so far" : ""}`;
