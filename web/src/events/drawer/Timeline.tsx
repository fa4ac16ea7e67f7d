import { Link, useLocation } from "react-router";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView } from "../../api/types";
import { Instant } from "../../time/Instant";
import { isAfter } from "../past/steps";
import { searchAt } from "../past/usePast";
import { Told } from "./Told";
import { useTimeline } from "./useTimeline";

/** Who did what, when and why; the newest on top. Each time leads to the event as it was then. */
export function Timeline({ event, at }: { event: EventView; at: string | null }) {
  const { data: items, error } = useTimeline(event);
  const { search } = useLocation();
  const current = at === null ? undefined : items?.findLast((item) => !isAfter(item, at));
  return (
    <section className="part" aria-label="Timeline">
      <h2>Timeline</h2>
      {error !== null && items === undefined && <TroubleNote trouble={troubleOf(error)} />}
      <ol className="lines" reversed>
        {items?.toReversed().map((item, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: entries are only added, so the place from the end is theirs.
            key={`${item.at}/${item.type}/${items.length - index}`}
            className={`line-${item.type} ${isAfter(item, at) ? "line-later" : ""}`}
            aria-current={item === current ? "time" : undefined}
          >
            <Link
              replace
              to={{ search: searchAt(search, item.at) }}
              className="line-at then"
              title="As it was then"
            >
              <Instant at={item.at} />
            </Link>
            <span>
              <Told item={item} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
