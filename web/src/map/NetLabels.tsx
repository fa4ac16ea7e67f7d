import type { Box } from "../events/box";
import type { GlMap } from "./engine";
import { degreesInWords, linesOf, linesWithRoom } from "./graticule";
import { Pinned } from "./Pinned";

const ROOM = { lat: 36, lon: 76 };

/** What the lines of the net are, along the left and the upper edge. */
export function NetLabels({ map, view }: { map: GlMap; view: Box }) {
  const { lats, lons, mesh } = linesOf(view);
  const [here, next] = [
    map.project([view.west, view.south]),
    map.project([view.west + mesh, view.south + mesh]),
  ];
  return (
    <>
      {linesWithRoom(lats, mesh, here.y - next.y, ROOM.lat).map((lat) => (
        <Pinned key={`lat ${lat}`} map={map} at={{ lat, lon: view.west }}>
          <span className="net-label net-label-lat">{degreesInWords(lat, "N", "S")}</span>
        </Pinned>
      ))}
      {linesWithRoom(lons, mesh, next.x - here.x, ROOM.lon).map((lon) => (
        <Pinned key={`lon ${lon}`} map={map} at={{ lat: view.north, lon }}>
          <span className="net-label net-label-lon">{degreesInWords(lon, "E", "W")}</span>
        </Pinned>
      ))}
    </>
  );
}
