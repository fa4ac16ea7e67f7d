import type { EventView } from "../../api/types";
import { useMay } from "../../roles/useMay";
import { useMe } from "../../signin/session";
import { ActionBar } from "../actions/ActionBar";
import { Refusals } from "../actions/Refusals";
import { CommentBox } from "./CommentBox";
import { Contributors } from "./Contributors";
import { Headline } from "./Headline";
import { StateNotes } from "./StateNotes";

type PresentEventProps = { event: EventView; commenting: boolean; onCommentFocused: () => void };

/** The event as it stands, with what can be done about it by who looks. */
export function PresentEvent({ event, commenting, onCommentFocused }: PresentEventProps) {
  const mayAct = useMay("act");
  const me = useMe();
  return (
    <>
      <Headline event={event} />
      <StateNotes event={event} />
      {mayAct && <ActionBar event={event} />}
      <Refusals only={event.id} />
      <Contributors event={event} />
      {mayAct ? (
        <CommentBox event={event} focus={commenting} onFocused={onCommentFocused} />
      ) : (
        <p className="muted looks-only">You look only: your role is {me?.role}.</p>
      )}
    </>
  );
}
