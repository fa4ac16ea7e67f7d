import { useMemo } from "react";
import { Link } from "react-router";
import { CopyButton } from "../api/CopyButton";
import type { Point, Severity } from "../api/types";
import { useFacilities } from "../facilities/useFacilities";
import { type Call, signOf } from "../severity/severity";
import { PinSketch } from "./PinSketch";
import { coordinates, distanceInWords, sketchOf, windOf } from "./sketch";
import "./pin.css";

type LocationPinProps = {
  /** The location of the event; null: that of its facility is shown, and said to be. */
  location: Point | null;
  facilityId: string | null;
  severity: Severity;
  call?: Call;
  /** Opens the map at the event, where there is one. */
  eventId?: string;
};

/** Where an event is: a small drawing of what lies around, the nearest facility in words, and the coordinates. */
export function LocationPin({ location, facilityId, severity, call = "steady", eventId }: LocationPinProps) {
  const facilities = useFacilities();
  const home = facilities.find((one) => one.id === facilityId);
  const at = location ?? home?.location ?? null;
  const sketch = useMemo(() => (at === null ? null : sketchOf(at, facilities)), [at, facilities]);
  if (at === null || sketch === null) return null;
  const [nearest] = sketch.neighbours;
  return (
    <figure className="location-pin" data-testid="location-pin">
      <PinSketch
        sketch={sketch}
        severity={severity}
        call={call}
        label={`${signOf(severity).name}, and what lies around`}
      />
      <figcaption>
        {location === null ? (
          <span>At {home?.name}; it has no location of its own.</span>
        ) : (
          nearest !== undefined && (
            <span>
              {nearest.metres < 20
                ? `At ${nearest.name}.`
                : `${distanceInWords(nearest.metres)} ${windOf({ east: -nearest.east, north: -nearest.north })} of ${nearest.name}.`}
            </span>
          )
        )}
        <span className="location-numbers">
          <code>{coordinates(at)}</code> <CopyButton text={coordinates(at)} what="coordinates" />
        </span>
        {eventId !== undefined && <Link to={`/map/${eventId}`}>Show on the map</Link>}
      </figcaption>
    </figure>
  );
}
