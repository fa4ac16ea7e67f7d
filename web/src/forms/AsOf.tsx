import { troubleOf } from "../api/problem";
import { TroubleNote } from "../api/TroubleNote";
import { localTime } from "../time/instants";

type Read = {
  data: unknown;
  dataUpdatedAt: number;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
};

/** When a list was read, a way to read it again, and why it is not current. */
export function AsOf({ read }: { read: Read }) {
  const { data, dataUpdatedAt, error, isFetching, refetch } = read;
  return (
    <div className="as-of">
      <span className="muted" data-testid="as-of">
        {data === undefined
          ? isFetching
            ? "Reading."
            : "Not read yet."
          : `As of ${localTime(new Date(dataUpdatedAt).toISOString(), Date.now())}`}
      </span>
      <button type="button" className="plain small" disabled={isFetching} onClick={() => refetch()}>
        Read again
      </button>
      {error !== null && (
        <TroubleNote
          trouble={troubleOf(error)}
          {...(data !== undefined && { about: "What you see is old." })}
        />
      )}
    </div>
  );
}
