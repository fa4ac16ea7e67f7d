import { useEvent } from "./useEvent";

/** What another event is called; its id where nobody knows it any more. */
export function EventTitle({ id }: { id: string }) {
  const { event } = useEvent(id);
  return event === undefined ? id : event.title;
}
