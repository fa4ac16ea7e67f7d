import { useCallback, useEffect, useRef } from "react";
import type { Point } from "../api/types";
import { useFacilities } from "../facilities/useFacilities";
import { MapCanvas } from "./MapCanvas";
import { Pinned } from "./Pinned";
import { useStart } from "./useStart";
import "./pin.css";

type LocationPickerProps = {
  value: Point | null;
  /** Where the map begins while there is no place yet. */
  facilityId: string | null;
  onPick: (at: Point) => void;
};

const NEAR = 0.02;
const around = ({ lat, lon }: Point) => ({
  west: lon - NEAR,
  east: lon + NEAR,
  south: lat - NEAR,
  north: lat + NEAR,
});
/** Five decimals are about a metre. */
const rounded = ({ lat, lon }: Point): Point => ({
  lat: Number(lat.toFixed(5)),
  lon: Number(lon.toFixed(5)),
});

/** A map on which a click says where something is. Whoever has no pointer types the place beside it. */
export function LocationPicker({ value, facilityId, onPick }: LocationPickerProps) {
  const facilities = useFacilities();
  const home = facilities.find((one) => one.id === facilityId)?.location ?? null;
  const near = value ?? home;
  const start = useStart(near === null ? null : around(near), [], facilities);
  const told = useRef(onPick);
  useEffect(() => {
    told.current = onPick;
  });
  const pick = useCallback((at: Point) => told.current(rounded(at)), []);
  return (
    <div className="location-picker">
      <MapCanvas
        label="Click where it is"
        start={start}
        facilities={facilities}
        focus={value ?? home}
        onPick={pick}
      >
        {(map) =>
          value !== null && (
            <Pinned map={map} at={value}>
              <span className="picked" data-testid="picked" />
            </Pinned>
          )
        }
      </MapCanvas>
    </div>
  );
}
