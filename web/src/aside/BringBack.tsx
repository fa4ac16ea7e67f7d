import { useMutation } from "@tanstack/react-query";
import { call } from "../api/http";
import { troubleOf } from "../api/problem";
import { TroubleNote } from "../api/TroubleNote";
import type { AsideKind, EventView } from "../api/types";
import type { Action } from "../events/actions/actions";
import { useEventStore } from "../live/LiveProvider";
import { useMay } from "../roles/useMay";
import { endsWith, wayBack } from "./wayBack";

/** Ends it at once, for whoever may; else says what ends it. */
export function BringBack({ event, kind }: { event: EventView; kind: AsideKind }) {
  const store = useEventStore();
  const way = wayBack(kind);
  const allowed = useMay(way?.needs ?? "act");
  const back = useMutation({
    mutationFn: (action: Action) => call<EventView>("POST", `/events/${event.id}/${action}`, {}),
    onSuccess: (told) => store.merge([told]),
  });
  if (way === undefined) return <span className="muted">{endsWith(kind)}</span>;
  if (!allowed)
    return <span className="muted">{way.needs === "define" ? "A supervisor can." : "An operator can."}</span>;
  return (
    <>
      <button
        type="button"
        disabled={back.isPending}
        aria-label={`${way.name}: ${event.title}`}
        onClick={() => back.mutate(way.action)}
      >
        {way.name}
      </button>
      {back.isError && <TroubleNote trouble={troubleOf(back.error)} about="It is still set aside." />}
    </>
  );
}
