import { Fragment } from "react";
import { Link, useLocation } from "react-router";
import { Actor } from "../../actors/Actor";
import type { TimelineItem } from "../../api/types";
import { Spoken } from "../../time/Spoken";
import { EventTitle } from "./EventTitle";

/** A sentence of the timeline, with names in the place of ids: of who did it, whose it became, and of other events. */
export function Told({ item: { text, by, detail, type } }: { item: TimelineItem }) {
  // What a person wrote is told as it is.
  if (type === "commented") return <Said by={by}>{text}</Said>;
  const others = eventsOf(detail ?? {});
  const ids = [by, detail?.to, ...others].filter((id) => id != null);
  const parts = partsOf(text, ids);
  const told = parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their places.
    <Fragment key={index}>
      {others.includes(part) ? (
        <Other id={part} />
      ) : ids.includes(part) ? (
        <Actor id={part} />
      ) : (
        <Spoken text={part} />
      )}
    </Fragment>
  ));
  return by === null || parts.includes(by) ? told : <Said by={by}>{told}</Said>;
}

function Said({ by, children }: { by: string | null; children: React.ReactNode }) {
  return (
    <>
      {children}
      {by !== null && (
        <span className="muted">
          {" "}
          <Actor id={by} />
        </span>
      )}
    </>
  );
}

function Other({ id }: { id: string }) {
  const { search } = useLocation();
  return (
    <Link to={{ pathname: `/events/${id}`, search }}>
      “<EventTitle id={id} />”
    </Link>
  );
}

/** The other events that a thing of the timeline speaks of. */
const eventsOf = (detail: Record<string, string>): string[] =>
  [detail.kind === "event" ? detail.id : undefined, detail.into, detail.from, detail.eventId].filter(
    (id) => id !== undefined,
  );

/** A sentence cut around the ids that stand in it as words. */
export function partsOf(text: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [text];
  const any = ids.map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(?<![\\w-])(${any})(?![\\w-])`)).filter((part) => part !== "");
}
