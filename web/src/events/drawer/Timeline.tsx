import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView, TimelineItem } from "../../api/types";
import { Instant } from "../../time/Instant";

/** Who did what, when and why; the newest on top. Read again whenever the event changes. */
export function Timeline({ event }: { event: EventView }) {
  const { data, error } = useQuery({
    queryKey: ["timeline", event.id, event.version],
    queryFn: ({ signal }) =>
      call<{ items: TimelineItem[] }>("GET", `/events/${event.id}/timeline`, undefined, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });
  return (
    <section className="part" aria-label="Timeline">
      <h2>Timeline</h2>
      {error !== null && data === undefined && <TroubleNote trouble={troubleOf(error)} />}
      <ol className="lines" reversed>
        {data?.items.toReversed().map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only added, so the place from the end is theirs.
          <li key={`${item.at}/${item.type}/${data.items.length - index}`} className={`line-${item.type}`}>
            <span className="line-at">
              <Instant at={item.at} />
            </span>
            <span>
              {item.text}
              {item.by !== null && !item.text.includes(item.by) && <span className="muted"> {item.by}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
