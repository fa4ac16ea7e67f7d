import { useState } from "react";
import { Link } from "react-router";
import type { User } from "../../api/types";
import { useMe } from "../../signin/session";
import { localTime } from "../../time/instants";
import { useNow } from "../../time/serverClock";
import { PageHead } from "../PageHead";
import { NewUser } from "./NewUser";
import { useUsers } from "./useUsers";

/** The people who may sign in, and a way to add one. */
export function UsersPage() {
  const read = useUsers();
  const [adding, add] = useState(false);
  return (
    <>
      <PageHead title="Users" read={read}>
        {!adding && (
          <button type="button" onClick={() => add(true)}>
            New user
          </button>
        )}
      </PageHead>
      {adding && <NewUser onDone={() => add(false)} />}
      {read.data?.length === 0 && (
        <p className="muted">
          Nobody can sign in with a password yet. Add a user, give them a role and tell them the password.
        </p>
      )}
      {read.data !== undefined && read.data.length > 0 && <UserTable users={read.data} />}
    </>
  );
}

function UserTable({ users }: { users: readonly User[] }) {
  const me = useMe();
  const now = useNow();
  return (
    <table className="table" aria-label="Users">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Login</th>
          <th scope="col">Role</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id} className={user.disabled ? "off" : undefined} data-user={user.login}>
            <td data-label="Name">
              <span>
                <Link to={`/settings/users/${user.id}`}>{user.name}</Link>
                {user.id === me?.id && <span className="muted"> you</span>}
              </span>
            </td>
            <td data-label="Login">{user.login}</td>
            <td data-label="Role">{user.role}</td>
            <td data-label="State">{stateWords(user, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateWords({ disabled, lockedUntil }: User, now: number): string {
  if (disabled) return "Disabled";
  if (lockedUntil != null && Date.parse(lockedUntil) > now)
    return `Locked until ${localTime(lockedUntil, now)} after wrong passwords`;
  return "May sign in";
}
