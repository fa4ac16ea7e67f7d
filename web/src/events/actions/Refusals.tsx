import { TroubleNote } from "../../api/TroubleNote";
import { type Refused, useActions } from "./ActionsProvider";

/** What the server would not do, each with its reason; `only` narrows it to one event. */
export function Refusals({ only, except }: { only?: string; except?: string | undefined }) {
  const { refused } = useActions();
  const shown = refused.filter(({ event }) => (only === undefined ? event.id !== except : event.id === only));
  return shown.map((one) => <RefusalNote key={`${one.event.id}/${one.action}/${one.about}`} refused={one} />);
}

function RefusalNote({ refused: { event, action, about, trouble } }: { refused: Refused }) {
  const { act, dismiss } = useActions();
  const canForce = action === "resolve" && event.contributors.length > 0;
  return (
    <TroubleNote trouble={trouble} about={about}>
      {canForce && (
        <button type="button" onClick={() => void act(event, "resolve", { force: true })}>
          Resolve anyway
        </button>
      )}
      <button type="button" onClick={() => dismiss(event.id)}>
        Dismiss
      </button>
    </TroubleNote>
  );
}
