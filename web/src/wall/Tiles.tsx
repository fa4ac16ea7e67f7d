import { tileCalls } from "../annunciator/look";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import type { Tile } from "./wallEvents";

const COLUMNS = 8;

/** Annunciator tiles: each facility always in the same place, grey until something is open there. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const columns = Math.min(COLUMNS, Math.max(4, Math.ceil(tiles.length / 2)));
  const rows = Math.ceil(tiles.length / columns);
  return (
    <ul
      className="wall-tiles ages"
      aria-label="Facilities"
      style={{ "--columns": columns, "--rows": rows } as React.CSSProperties}
    >
      {tiles.map((tile) => (
        <li key={tile.id} className={`tile tile-${tile.state}`} data-severity={tile.worst ?? undefined}>
          {tile.state === "unknown" && (
            <span>
              ?<span className="spoken-only"> unknown</span>
            </span>
          )}
          {tile.worst !== null && (
            <SeverityGlyph severity={tile.worst} call={tileCalls[tile.state]} size="1.1em" />
          )}
          <span className="tile-name">{tile.name}</span>
          {tile.count > 0 && <span className="tile-count">{tile.count}</span>}
        </li>
      ))}
    </ul>
  );
}
