import type { EventView, NextPage, PageView } from "../../api/types";
import { countdown, lengthInWords } from "../../time/durations";
import { localTime, relative } from "../../time/instants";

/** Whose doing the status is; null where it is nobody's, or not told. */
export function stateActor(event: EventView): string | null {
  switch (event.status) {
    case "acknowledged":
    case "in_progress":
      return event.acknowledgedBy;
    case "resolved":
      return event.resolvedBy === "system" ? null : event.resolvedBy;
    default:
      return null;
  }
}

/** What has become of the event; goes on after the name of its status and by whom. */
export function stateWords(event: EventView, now: number): string {
  const ago = (at: string | null) => (at === null ? "" : relative(at, now));
  switch (event.status) {
    case "new":
      return `for ${lengthInWords(now - Date.parse(event.receivedAt))}, nobody has taken it`;
    case "acknowledged":
      return ago(event.acknowledgedAt);
    case "in_progress":
      return `since ${localTime(event.startedAt ?? event.updatedAt, now)}`;
    case "resolved":
      return event.resolvedBy === "system"
        ? `${ago(event.resolvedAt)}, the last condition cleared`
        : ago(event.resolvedAt);
    case "closed":
      return ago(event.closedAt);
  }
}

/** Who is paged next and when: `Pages Ana in 2:10`, or `Pages level 2 in 2:10` where it is not known who that is. */
export function nextPageWords(next: NextPage | null, now: number, who: string | null = null): string {
  if (next === null) return "No further page is due.";
  const left = Date.parse(next.at) - now;
  const whom = who ?? `level ${next.level}`;
  return left > 0 ? `Pages ${whom} in ${countdown(left)}` : `Pages ${whom} now`;
}

/** Why the time of a page had come. */
export function causeWords(page: PageView): string | null {
  switch (page.cause) {
    case "due":
      return page.level === 1 && page.round === 1
        ? "Nobody had acknowledged."
        : "Nobody had acknowledged after the level before.";
    case "sla breached":
      return "The SLA was breached.";
    default:
      return page.cause ?? null;
  }
}

/** How a page stands, in words. */
export function pageWords(page: PageView): string {
  const tries = page.attempts.length;
  switch (page.status) {
    case "due":
      return "Due";
    case "attempting":
      return `Attempt ${tries} is running`;
    case "retrying":
      return `${times(tries)} failed, tries again`;
    case "delivered":
      return tries > 1 ? `Delivered at attempt ${tries}` : "Delivered";
    case "dead":
      return `Not delivered, given up after ${times(tries)}`;
    case "suppressed":
      return `Suppressed: ${page.reason ?? "no reason given"}`;
  }
}

const times = (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`);
