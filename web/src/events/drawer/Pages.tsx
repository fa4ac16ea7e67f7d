import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { EventView, Pages as PagesOfEvent, PageView } from "../../api/types";
import { useChannelName } from "../../channels/useChannelName";
import { Instant } from "../../time/Instant";
import { Spoken } from "../../time/Spoken";
import { causeWords, pageWords } from "./words";

/** The ledger of pages: what was due, tried, delivered, crossed by an acknowledge, or suppressed and why. */
export function Pages({ event }: { event: EventView }) {
  const nameOf = useChannelName();
  const { data, error } = useQuery({
    queryKey: ["pages", event.id, event.version],
    queryFn: ({ signal }) => call<PagesOfEvent>("GET", `/events/${event.id}/pages`, undefined, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });
  return (
    <section className="part" aria-label="Pages">
      <h2>Pages</h2>
      {error !== null && data === undefined && <TroubleNote trouble={troubleOf(error)} />}
      {data?.why != null && (
        <p className="muted">
          <Spoken text={data.why} />
        </p>
      )}
      {data?.items.length === 0 && data.why == null && (
        <p className="muted">
          Nobody was paged. An escalation policy that matches this event would page here.
        </p>
      )}
      <ul className="lines">
        {data?.items.map((page) => (
          <PageLine key={page.id} page={page} channel={nameOf(page)} />
        ))}
      </ul>
    </section>
  );
}

function PageLine({ page, channel }: { page: PageView; channel: string }) {
  const failed = page.status === "dead" || page.status === "retrying";
  const cause = causeWords(page);
  return (
    <li>
      <span className="line-at">
        <Instant at={page.deliveredAt ?? page.dueAt} />
      </span>
      <details className="page">
        <summary>
          Level {page.level}
          {page.round > 1 && `, round ${page.round}`} to {channel}:{" "}
          <span className={failed ? "page-failed" : undefined}>{pageWords(page)}</span>
          {page.crossed && ", crossed the acknowledge"}
          <span className="muted"> {page.policyName}</span>
        </summary>
        <dl className="facts">
          {cause !== null && (
            <>
              <dt>Why</dt>
              <dd>{cause}</dd>
            </>
          )}
          {page.reason !== null && (
            <>
              <dt>{page.status === "suppressed" ? "Why not" : "Reason"}</dt>
              <dd>{page.reason}</dd>
            </>
          )}
          <dt>Policy</dt>
          <dd>{page.policyName}</dd>
          <dt>Channel</dt>
          <dd>
            {channel}
            {page.channelKind !== null && ` (${page.channelKind})`}
          </dd>
          <dt>Due</dt>
          <dd>
            <Instant at={page.dueAt} />
          </dd>
          {page.deliveredAt !== null && (
            <>
              <dt>Delivered</dt>
              <dd>
                <Instant at={page.deliveredAt} />
              </dd>
            </>
          )}
          {page.attempts.map((attempt, index) => (
            <AttemptFacts key={attempt.startedAt} attempt={attempt} number={index + 1} />
          ))}
          <dt>Key</dt>
          <dd>
            <code>{page.key}</code>
          </dd>
        </dl>
      </details>
    </li>
  );
}

function AttemptFacts({ attempt, number }: { attempt: PageView["attempts"][number]; number: number }) {
  return (
    <>
      <dt>Attempt {number}</dt>
      <dd>
        <Instant at={attempt.startedAt} /> {attempt.result ?? "running"}
        {attempt.detail !== null && <span className="muted"> {attempt.detail}</span>}
      </dd>
    </>
  );
}
