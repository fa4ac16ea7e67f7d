import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";

type CommentBoxProps = { eventId: string; focus: boolean; onFocused: () => void };

/** A comment for the timeline. What was typed stays until the server has it. */
export function CommentBox({ eventId, focus, onFocused }: CommentBoxProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const queries = useQueryClient();
  const comment = useMutation({
    mutationFn: (said: string) => call("POST", `/events/${eventId}/comments`, { text: said }),
    onSuccess: async () => {
      setText("");
      await queries.invalidateQueries({ queryKey: ["timeline", eventId] });
    },
  });

  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    onFocused();
  }, [focus, onFocused]);

  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !comment.isPending) comment.mutate(text.trim());
  };
  return (
    <form className="comment" onSubmit={send}>
      <textarea
        ref={field}
        rows={text.includes("\n") ? 4 : 1}
        value={text}
        maxLength={4000}
        aria-label="Comment"
        aria-keyshortcuts="c"
        placeholder="Comment (c), sent with Enter"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) =>
          event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing && send(event)
        }
      />
      <button type="submit" disabled={text.trim() === "" || comment.isPending} aria-busy={comment.isPending}>
        {comment.isPending ? "Sending" : "Comment"}
      </button>
      {comment.error !== null && (
        <TroubleNote trouble={troubleOf(comment.error)} about="The comment was not added." />
      )}
    </form>
  );
}
