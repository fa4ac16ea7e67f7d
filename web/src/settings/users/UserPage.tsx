import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { ask } from "../../api/http";
import type { User } from "../../api/types";
import { PageHead } from "../PageHead";
import { RemoveUser } from "./RemoveUser";
import { SetPassword } from "./SetPassword";
import { UserForm } from "./UserForm";

/** One person: who it is, what they may, and how they leave. */
export function UserPage() {
  const { id = "" } = useParams();
  const read = useQuery({
    queryKey: ["user", id],
    queryFn: ({ signal }) => ask<User>("GET", `/users/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 30_000,
  });
  return (
    <>
      <p className="crumb">
        <Link to="/settings/users">Users</Link>
      </p>
      <PageHead title={read.data?.value.name ?? "User"} read={read} />
      {read.data !== undefined && (
        <>
          <UserForm key={id} latest={read.data} />
          <SetPassword user={read.data.value} />
          <RemoveUser latest={read.data} />
        </>
      )}
    </>
  );
}
