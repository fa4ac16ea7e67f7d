import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Facility, Point } from "../api/types";
import { type Box, isIn } from "../events/box";
import { boxAround } from "./box";
import type { GlMap } from "./engine";
import { FacilityNames } from "./FacilityNames";
import { NetLabels } from "./NetLabels";
import { areaShape, facilityShapes } from "./shapes";
import { useGlMap } from "./useGlMap";
import { ZoomButtons } from "./ZoomButtons";
import "./map.css";

type MapCanvasProps = {
  label: string;
  /** Where it begins; null: not known yet. */
  start: Box | null;
  facilities: readonly Facility[];
  area?: Box | null;
  /** What must be seen: the map moves there where it is not. */
  focus?: Point | null;
  onView?: (view: Box) => void;
  onPick?: (at: Point) => void;
  /** What lies over the map. */
  children?: (map: GlMap, view: Box) => ReactNode;
};

/** The map itself: land, net, facilities with their names, and what is laid over it. Says so where it cannot be drawn. */
export function MapCanvas({
  label,
  start,
  facilities,
  area,
  focus,
  onView,
  onPick,
  children,
}: MapCanvasProps) {
  const holder = useRef<HTMLDivElement>(null);
  const state = useGlMap(holder, start);
  const [view, setView] = useState<Box | null>(null);

  useEffect(() => {
    if (state.kind !== "ready") return;
    const { map, engine } = state;
    const tell = () => {
      const now = engine.viewOf(map);
      setView(now);
      onView?.(now);
    };
    tell();
    map.on("moveend", tell);
    return () => void map.off("moveend", tell);
  }, [state, onView]);

  useEffect(() => {
    if (state.kind !== "ready" || onPick === undefined) return;
    const pick = ({ lngLat }: { lngLat: { lat: number; lng: number } }) =>
      onPick({ lat: lngLat.lat, lon: lngLat.lng });
    state.map.on("click", pick);
    return () => void state.map.off("click", pick);
  }, [state, onPick]);

  useEffect(() => {
    if (state.kind === "ready") state.engine.draw(state.map, "facilities", facilityShapes(facilities));
  }, [state, facilities]);
  useEffect(() => {
    if (state.kind === "ready") state.engine.draw(state.map, "area", areaShape(area ?? null));
  }, [state, area]);

  // A new version of an event is at the same place: only another place is a reason to move there.
  const { lat, lon } = focus ?? {};
  useEffect(() => {
    if (state.kind !== "ready" || lat === undefined || lon === undefined) return;
    if (!isIn(state.engine.viewOf(state.map), { lat, lon })) state.map.easeTo({ center: [lon, lat] });
  }, [state, lat, lon]);

  const all = () => {
    const box = boxAround(facilities.flatMap(({ location }) => location ?? []));
    if (state.kind === "ready" && box !== null)
      state.map.fitBounds(state.engine.boundsOf(box), state.engine.roomIn(state.map.getContainer()));
  };
  return (
    <div className={onPick === undefined ? "map" : "map map-picking"} data-map={state.kind}>
      <section className="map-canvas" ref={holder} aria-label={label} />
      {state.kind === "none" && <p className="map-none">{state.why}</p>}
      {state.kind === "loading" && <p className="map-none">Reading the map.</p>}
      {state.kind === "ready" && view !== null && (
        <>
          {createPortal(
            <div className="map-over">
              <NetLabels map={state.map} view={view} />
              <FacilityNames map={state.map} view={view} facilities={facilities} />
              {children?.(state.map, view)}
            </div>,
            state.map.getCanvasContainer(),
          )}
          <ZoomButtons map={state.map} onAll={all} />
        </>
      )}
    </div>
  );
}
