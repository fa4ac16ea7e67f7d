import { Link, useLocation } from "react-router";
import { type BulkReport, useActions } from "./ActionsProvider";
import { lineOf } from "./actions";
import { type BulkItem, isRefused } from "./bulk";

/** A list that nobody reads to its end must not stop the page. */
const MOST_LINES = 50;

/** What became of each of many: how many it was done to, and of every other one why not. */
export function BulkNote() {
  const { report, missed, dismissReport } = useActions();
  if (report === null && missed === null) return null;
  return (
    <section className="bulk-note" aria-label="What became of them" role="status" data-testid="bulk-note">
      {missed !== null && (
        <p>
          <strong>{lineOf(missed).name} was not done:</strong> something else was being done to many. Ask for
          it again.
        </p>
      )}
      {report !== null && <Report report={report} />}
      <div className="buttons">
        {report !== null && <Anyway report={report} />}
        <button type="button" onClick={dismissReport}>
          Dismiss
        </button>
      </div>
    </section>
  );
}

function Report({ report }: { report: BulkReport }) {
  const refused = report.items.filter(isRefused);
  const others = report.items.filter((item) => !isRefused(item));
  return (
    <>
      <p>
        <strong>{summaryOf(report)}</strong>
      </p>
      {refused.length > 0 && (
        <ul className="bulk-refused">
          <BulkLines items={refused} rest="which stay selected as well" />
        </ul>
      )}
      {others.length > 0 && (
        <details className="bulk-done">
          <summary>Each of the others</summary>
          <ul>
            <BulkLines items={others} />
          </ul>
        </details>
      )}
    </>
  );
}

function BulkLines({ items, rest }: { items: readonly BulkItem[]; rest?: string }) {
  const more = items.length - MOST_LINES;
  return (
    <>
      {items.slice(0, MOST_LINES).map((item) => (
        <BulkLine key={item.event.id} item={item} />
      ))}
      {more > 0 && <li className="muted">{[`and ${more} more`, rest].filter(Boolean).join(", ")}</li>}
    </>
  );
}

function BulkLine({ item }: { item: BulkItem }) {
  const { search } = useLocation();
  return (
    <li>
      <Link to={{ pathname: `/events/${item.event.id}`, search }}>{item.event.title}</Link>:{" "}
      {isRefused(item)
        ? `${item.trouble.what} ${item.trouble.next}`
        : item.outcome === "done"
          ? "done."
          : "it was so already."}
    </li>
  );
}

/** Conditions that are still true may be overridden, for those that were refused alone. */
function Anyway({ report }: { report: BulkReport }) {
  const { actOnMany, running } = useActions();
  const events = report.items.filter(isRefused).map((item) => item.event);
  const open = events.filter((event) => event.contributors.length > 0);
  if (report.action !== "resolve" || open.length === 0) return null;
  return (
    <button
      type="button"
      disabled={running !== null}
      onClick={() => void actOnMany(open, "resolve", { force: true })}
    >
      Resolve {open.length} anyway
    </button>
  );
}

/** `Acknowledged 9 events; 1 was so already; 2 were refused.` */
export function summaryOf({ action, items }: BulkReport): string {
  const refused = items.filter(isRefused).length;
  const unchanged = items.filter((item) => !isRefused(item) && item.outcome === "unchanged").length;
  const done = items.length - refused - unchanged;
  const parts = [`${lineOf(action).done} ${done === 1 ? "1 event" : `${done} events`}`];
  if (unchanged > 0) parts.push(`${unchanged} ${were(unchanged)} so already`);
  if (refused > 0) parts.push(`${refused} ${were(refused)} refused`);
  return `${parts.join("; ")}.`;
}

const were = (count: number) => (count === 1 ? "was" : "were");
