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

/** Who is paged next and when: `Pages level 2 in 2:10`. */
export function nextPageWords(next: NextPage | null, now: number): string {
  if (next === null) return "No further page is due.";
  const left = Date.parse(next.at) - now;
  return left > 0 ? `Pages level ${next.level} in ${countdown(left)}` : `Pages level ${next.level} now`;
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
