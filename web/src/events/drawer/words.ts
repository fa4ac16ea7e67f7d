import type { EventView, NextPage, PageView } from "../../api/types";
import { countdown, lengthInWords } from "../../time/durations";
import { relative } from "../../time/instants";

/** What has become of the event, in a sentence. */
export function stateSentence(event: EventView, now: number): string {
  const by = (who: string | null) => (who === null ? "" : ` by ${who}`);
  const ago = (at: string | null) => (at === null ? "" : ` ${relative(at, now)}`);
  switch (event.status) {
    case "new":
      return `Nobody has taken it for ${lengthInWords(now - Date.parse(event.receivedAt))}.`;
    case "acknowledged":
      return `Acknowledged${by(event.acknowledgedBy)}${ago(event.acknowledgedAt)}.`;
    case "in_progress":
      return `Being worked on${by(event.acknowledgedBy)}, started${ago(event.startedAt)}.`;
    case "resolved":
      return event.resolvedBy === "system"
        ? `The last condition cleared${ago(event.resolvedAt)}.`
        : `Resolved${by(event.resolvedBy)}${ago(event.resolvedAt)}.`;
    case "closed":
      return `Closed${ago(event.closedAt)}.`;
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
