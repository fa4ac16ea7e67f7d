import { useMemo } from "react";
import type { Facility } from "../api/types";
import { type Box, isIn } from "../events/box";
import type { GlMap } from "./engine";
import { namesWithRoom } from "./names";
import { Pinned } from "./Pinned";

type FacilityNamesProps = { map: GlMap; view: Box; facilities: readonly Facility[] };

/** The names of the facilities in view, as far as they do not cover each other. */
export function FacilityNames({ map, view, facilities }: FacilityNamesProps) {
  const shown = useMemo(() => {
    const near = facilities.flatMap(({ id, name, location }) =>
      location !== null && isIn(view, location)
        ? [{ id, name, at: location, pixel: map.project([location.lon, location.lat]) }]
        : [],
    );
    return namesWithRoom(near);
  }, [map, view, facilities]);
  return shown.map(({ id, name, at }) => (
    <Pinned key={id} map={map} at={at} className="pinned-name">
      <span className="facility-name">{name}</span>
    </Pinned>
  ));
}
