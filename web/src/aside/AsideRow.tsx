import { memo } from "react";
import { Link } from "react-router";
import { Actor } from "../actors/Actor";
import type { EventView } from "../api/types";
import { type AsideMark, asideName } from "../events/asides";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import { statusName } from "../severity/severity";
import { Instant } from "../time/Instant";
import { BringBack } from "./BringBack";

type AsideRowProps = {
  /** The event, and which of its reasons. */
  rowKey: string;
  event: EventView;
  aside: AsideMark;
  facility: string | null;
  /** It came back meanwhile, and keeps its place for now. */
  isGone: boolean;
};

/** Drawn anew only where something of it changed: what happens to others happens ten times a second. */
export const AsideRow = memo(
  Row,
  (a, b) =>
    a.event === b.event && a.rowKey === b.rowKey && a.facility === b.facility && a.isGone === b.isGone,
);

function Row({ event, aside, facility, isGone }: AsideRowProps) {
  return (
    <tr data-event={event.id} className={isGone ? "row-gone" : undefined}>
      <td>
        <span className="aside-event">
          <SeverityGlyph severity={event.severity} />
          <span>
            <Link to={`/events/${event.id}`}>{event.title}</Link>
            <br />
            <span className="muted">{[facility, statusName(event.status)].filter(Boolean).join(" · ")}</span>
          </span>
        </span>
      </td>
      <td>
        {asideName(aside.kind)}
        <br />
        <span className="muted">
          {aside.by !== null && (
            <>
              by <Actor id={aside.by} />,{" "}
            </>
          )}
          <Instant at={aside.since} as="relative" />
        </span>
      </td>
      <td className="aside-why">{aside.reason}</td>
      <td>
        {aside.until === null ? (
          <span className="muted">No time set</span>
        ) : (
          <>
            <Instant at={aside.until} as="relative" />
            <br />
            <span className="muted">
              <Instant at={aside.until} />
              {aside.oneShot && ", or when it changes"}
            </span>
          </>
        )}
      </td>
      <td>
        {isGone ? (
          <span className="muted">It came back.</span>
        ) : (
          <BringBack event={event} kind={aside.kind} />
        )}
      </td>
    </tr>
  );
}
