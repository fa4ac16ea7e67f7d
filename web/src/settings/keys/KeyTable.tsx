import type { ApiKey } from "../../api/types";
import { useMe } from "../../signin/session";
import { Instant } from "../../time/Instant";
import { useNow } from "../../time/serverClock";

type KeyTableProps = {
  keys: readonly ApiKey[];
  onRotate: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
};

/** What each key may, from where, and until when. */
export function KeyTable({ keys, onRotate, onRevoke }: KeyTableProps) {
  const me = useMe();
  return (
    <table className="table" aria-label="API keys">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Sources</th>
          <th scope="col">Expires</th>
          <th scope="col">Previous key</th>
          <th scope="col">Made</th>
          <th scope="col">
            <span className="spoken-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} data-key={key.name}>
            <td data-label="Name">
              <span>
                {key.name}
                {key.id === me?.id && <span className="muted"> in use here</span>}
              </span>
            </td>
            <td data-label="Role">{key.role}</td>
            <td data-label="Sources">{key.sources?.length ? key.sources.join(", ") : "any"}</td>
            <td data-label="Expires">
              <Expiry at={key.expiresAt ?? null} />
            </td>
            <td data-label="Previous key">
              <Previous until={key.previousUntil ?? null} />
            </td>
            <td data-label="Made">{key.createdAt != null && <Instant at={key.createdAt} />}</td>
            <td className="table-do" data-label="">
              <span className="buttons">
                <button type="button" onClick={() => onRotate(key)} aria-label={`Rotate ${key.name}`}>
                  Rotate
                </button>
                <button type="button" onClick={() => onRevoke(key)} aria-label={`Revoke ${key.name}`}>
                  Revoke
                </button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Expiry({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return "never";
  return (
    <span>
      {Date.parse(at) <= now ? <strong>expired </strong> : ""}
      <Instant at={at} />
    </span>
  );
}

function Previous({ until }: { until: string | null }) {
  const now = useNow();
  if (until === null || Date.parse(until) <= now) return null;
  return (
    <span>
      opens until <Instant at={until} />
    </span>
  );
}
