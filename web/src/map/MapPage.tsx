import { useCallback, useMemo, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { EventView, Severity } from "../api/types";
import { Refusals } from "../events/actions/Refusals";
import { type Box, boxOf, isIn } from "../events/box";
import { Drawer } from "../events/drawer/Drawer";
import { toggled, writeFilters } from "../events/filters";
import { usePast } from "../events/past/usePast";
import { useEventKeys } from "../events/useEventKeys";
import { useFilters } from "../events/useFilters";
import { useFacilities } from "../facilities/useFacilities";
import { useKeys } from "../keys/KeyProvider";
import { useEventStore, useKnown } from "../live/LiveProvider";
import { useHeld } from "../live/useHeld";
import { severities } from "../severity/severity";
import { writeBox } from "./box";
import type { Cluster } from "./clusters";
import { EventLayer } from "./EventLayer";
import { MapCanvas } from "./MapCanvas";
import { MapHead } from "./MapHead";
import { MapList } from "./MapList";
import { useMapEvents } from "./useMapEvents";
import { isBox, useStart } from "./useStart";
import "../events/events.css";
import "./map-page.css";

const idOf = ({ id }: EventView): string => id;

/** Where things are wrong: the map, beside it in words what is in view, and the drawer of the event in the address. */
export function MapPage() {
  const { id: openId } = useParams();
  const [filters, change] = useFilters();
  const navigate = useNavigate();
  const store = useEventStore();
  const known = useKnown();
  const facilities = useFacilities();
  const [view, setView] = useState<Box | null>(null);
  const [crowd, setCrowd] = useState<ReadonlySet<string> | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const words = useRef<HTMLElement>(null);
  const [past] = usePast();
  const [commenting, setCommenting] = useState<string | null>(null);

  const { bbox, severities: chosen } = filters;
  const area = useMemo(() => (bbox === null ? null : boxOf(bbox)), [bbox]);
  const { shown, counts, nowhere } = useMapEvents(filters, facilities);
  const start = useStart(area, shown, facilities);

  const within = area ?? view;
  const listed = useMemo(() => {
    const here = shown.filter(({ event, at }) =>
      crowd === null ? within === null || isIn(within, at) : crowd.has(event.id),
    );
    return here.map(({ event }) => event);
  }, [shown, crowd, within]);

  const question = useMemo(() => [filters, crowd, within], [filters, crowd, within]);
  const held = useHeld(words, listed, idOf, question);
  const rows = useMemo(() => held.rows.map(({ row }) => row), [held]);

  const currentId = openId ?? lastId;
  const focus = shown.find(({ event }) => event.id === currentId)?.at ?? null;
  const params = writeFilters(filters);
  const search = params.size === 0 ? "" : `?${params}`;
  const open = (id: string) => {
    setLastId(id);
    navigate({ pathname: `/map/${id}`, search }, { replace: openId !== undefined });
  };
  const close = () => {
    setLastId(currentId);
    navigate({ pathname: "/map", search });
  };
  const toggle = (severity: Severity) => {
    const wanted = toggled(chosen, severity);
    change({ severities: severities.filter((one) => wanted.includes(one)) });
  };
  const searchHere = () => {
    setCrowd(null);
    if (view !== null) change({ bbox: writeBox(view) });
  };
  const back = () => {
    if (crowd !== null) setCrowd(null);
    else if (area !== null) change({ bbox: null });
    else return false;
    return true;
  };
  const choose = useCallback(
    (cluster: Cluster) => setCrowd(new Set(cluster.events.map(({ event }) => event.id))),
    [],
  );

  // What is neither open nor to be seen is not acted on.
  const pointed = openId ?? rows.find(({ id }) => id === lastId)?.id;
  const current = (pointed !== undefined && store.get(pointed)) || null;
  const keys = useEventKeys({
    events: rows,
    current,
    targets: current === null ? [] : [current],
    past: openId !== undefined && past !== null,
    point: openId === undefined ? setLastId : open,
    open,
    comment: (id) => {
      if (openId !== id) open(id);
      setCommenting(id);
    },
  });
  useKeys({ ...keys, escape: back });
  return (
    <div className={`map-page ${openId === undefined ? "" : "with-drawer"}`}>
      <div className="map-side ages">
        <MapCanvas
          label="Map"
          start={start}
          facilities={facilities}
          area={area}
          focus={focus}
          onView={setView}
        >
          {(map, seen) => (
            <EventLayer
              map={map}
              view={seen}
              events={shown}
              currentId={currentId}
              onOpen={open}
              onCrowd={choose}
            />
          )}
        </MapCanvas>
      </div>
      <section className="map-words ages" aria-label="In words" ref={words}>
        <MapHead
          title={crowd !== null ? "At this place" : area !== null ? "In the marked area" : "In view"}
          counts={counts}
          known={known}
          chosen={chosen}
          onToggle={toggle}
          area={crowd === null ? area : null}
          onSearch={
            crowd !== null || view === null || (area !== null && isBox(area, view)) ? null : searchHere
          }
          onBack={crowd === null && area === null ? null : () => void back()}
          nowhere={nowhere}
          ofFacility={listed.filter(({ location }) => location === null).length}
          closed={filters.statuses.includes("closed")}
        />
        <Refusals except={openId} />
        <MapList
          rows={held.rows}
          waiting={held.waiting}
          currentId={currentId}
          search={search}
          onOpen={open}
          empty={
            known === "nothing"
              ? "Nothing received yet."
              : "No open event is here. Move the map, zoom out, or leave the filter."
          }
        />
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
