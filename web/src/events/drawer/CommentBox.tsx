import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Trouble, troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView } from "../../api/types";
import { useIsThere } from "../../forms/useIsThere";
import { refusalOf, useActions } from "../actions/ActionsProvider";
import { useCommentDraft } from "./drafts";

type CommentBoxProps = { event: EventView; focus: boolean; onFocused: () => void };

/** A comment for the timeline. What was typed stays until the server has it, also while other events are looked at. */
export function CommentBox({ event, focus, onFocused }: CommentBoxProps) {
  const [text, setText] = useCommentDraft(event.id);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isThere = useIsThere();
  const queries = useQueryClient();
  const { send, refuse, isPending } = useActions();
  const busy = isPending(event.id, "comment");

  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    onFocused();
  }, [focus, onFocused]);

  const comment = async () => {
    const said = text.trim();
    if (said === "" || busy) return;
    setTrouble(null);
    try {
      await send(event, "comment", { text: said });
      setText("");
      await queries.invalidateQueries({ queryKey: ["timeline", event.id] });
    } catch (error) {
      if (isThere.current) setTrouble(troubleOf(error));
      else refuse(refusalOf(event, "comment", error));
    }
  };
  const submit = (press: FormEvent | KeyboardEvent) => {
    press.preventDefault();
    void comment();
  };
  return (
    <form className="comment" onSubmit={submit}>
      <textarea
        ref={field}
        rows={text.includes("\n") ? 4 : 1}
        value={text}
        maxLength={4000}
        aria-label="Comment"
        aria-keyshortcuts="c"
        placeholder="Comment (c), sent with Enter"
        onChange={(change) => setText(change.target.value)}
        onKeyDown={(press) =>
          press.key === "Enter" && !press.shiftKey && !press.nativeEvent.isComposing && submit(press)
        }
      />
      <button type="submit" disabled={text.trim() === "" || busy} aria-busy={busy}>
        {busy ? "Sending" : "Comment"}
      </button>
      {trouble !== null && <TroubleNote trouble={trouble} about="The comment was not added." />}
    </form>
  );
}
