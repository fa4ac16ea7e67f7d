import { BulkNote } from "../events/actions/BulkNote";
import { Refusals } from "../events/actions/Refusals";
import { FacilityWindow } from "./FacilityWindow";
import { Legend } from "./Legend";
import { usePanel } from "./usePanel";
import "../events/actions/actions.css";
import "./annunciator.css";

/** Tiles that never change their places: whoever knows the panel sees at once what is wrong. */
export function AnnunciatorPage() {
  const { tiles, arrange } = usePanel();
  const columns = tiles.length <= 4 ? 2 : tiles.length <= 9 ? 3 : tiles.length <= 20 ? 4 : 5;
  return (
    <div className="annunciator">
      <header className="annunciator-head">
        <h1>Annunciator</h1>
        <Legend />
        <button
          type="button"
          className="plain small"
          title="Closes the gaps of what was taken away, and sorts by age; on this screen alone"
          onClick={arrange}
        >
          Arrange anew
        </button>
      </header>
      <div className="annunciator-notes">
        <BulkNote />
        <Refusals />
      </div>
      <ul
        className="windows ages"
        aria-label="Facilities"
        style={{ "--columns": columns } as React.CSSProperties}
      >
        {tiles.map((tile, place) =>
          tile === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is nothing but its number.
            <li key={`empty-${place}`} className="window-empty" aria-hidden="true" />
          ) : (
            <FacilityWindow key={tile.id} tile={tile} />
          ),
        )}
      </ul>
    </div>
  );
}
