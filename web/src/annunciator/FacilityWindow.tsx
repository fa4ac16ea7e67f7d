import { Link } from "react-router";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { type Look, lookInWords, tileCalls } from "./look";
import { type FacilityTile, OTHER } from "./panel";
import { TileActions } from "./TileActions";

/** The tile of a facility, and within it one per category; each leads to its events. */
export function FacilityWindow({ tile }: { tile: FacilityTile }) {
  const { name, facilityIds } = tile;
  const search = (category: string | null): string => {
    const params = new URLSearchParams();
    if (facilityIds.length > 0) params.set("facilityId", facilityIds.join(","));
    if (category !== null && category !== OTHER) params.set("category", category);
    return params.size === 0 ? "" : `?${params}`;
  };
  return (
    <li className="window" data-state={tile.state} data-severity={tile.severity ?? undefined}>
      <Link
        className="window-head"
        to={{ pathname: "/events", search: search(null) }}
        aria-label={`${name}: ${lookInWords(tile)}`}
      >
        <span className="window-name">{name}</span>
        <Mark look={tile} />
        {tile.count > 0 && <span className="window-count">{tile.count}</span>}
        {tile.aside > 0 && <span className="window-aside">{tile.aside} set aside</span>}
      </Link>
      <ul className="window-tiles">
        {tile.tiles.map((one) => (
          <li key={one.category}>
            <Link
              className="small-tile"
              to={{ pathname: "/events", search: search(one.category) }}
              data-state={one.state}
              data-severity={one.severity ?? undefined}
              aria-label={`${name}, ${one.category}: ${lookInWords(one)}`}
            >
              <Mark look={one} />
              <span className="small-name">{one.category}</span>
              {one.count > 1 && <span className="small-count">{one.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <TileActions tile={tile} />
    </li>
  );
}

function Mark({ look: { state, severity } }: { look: Look }) {
  if (state === "unknown") return <span aria-hidden="true">?</span>;
  return severity === null ? null : (
    <SeverityGlyph severity={severity} call={tileCalls[state]} size="1.1em" />
  );
}
