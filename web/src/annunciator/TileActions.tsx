import type { EventView } from "../api/types";
import { useActions } from "../events/actions/ActionsProvider";
import { type Action, allows } from "../events/actions/actions";
import { useMay } from "../roles/useMay";
import type { FacilityTile } from "./panel";

/**
 * The two buttons of a panel after ISA-18.1, for whoever may: take what calls, and reset what went away before anybody
 * took it. Their room is always there, so that no tile grows.
 */
export function TileActions({ tile: { name, calling, returned } }: { tile: FacilityTile }) {
  const mayAct = useMay("act");
  if (!mayAct) return null;
  return (
    <div className="window-acts">
      <TileAction action="acknowledge" word="Acknowledge" where={name} events={calling} />
      <TileAction action="close" word="Reset" where={name} events={returned} />
    </div>
  );
}

type TileActionProps = { action: Action; word: string; where: string; events: readonly EventView[] };

function TileAction({ action, word, where, events }: TileActionProps) {
  const { act, actOnMany, running, isPending } = useActions();
  const ready = events.filter((event) => allows(event, action));
  const [first] = ready;
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className="small"
      disabled={running !== null || isPending(first.id, action)}
      aria-label={`${word} ${ready.length}: ${where}`}
      onClick={() => void (ready.length > 1 ? actOnMany(ready, action) : act(first, action))}
    >
      {word} {ready.length}
    </button>
  );
}
