import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { onSignedOut } from "../api/http";
import { useMe } from "./session";

/** Lets through who is signed in, sends everybody else to the sign-in page and back. */
export function RequireSession() {
  const me = useMe();
  const { pathname, search } = useLocation();
  const queries = useQueryClient();
  useEffect(() => onSignedOut(() => queries.setQueryData(["me"], null)), [queries]);

  if (me === undefined) return <p className="empty">Reaching the server.</p>;
  if (me === null)
    return (
      <Navigate
        replace
        to={{ pathname: "/sign-in", search: `?from=${encodeURIComponent(pathname + search)}` }}
      />
    );
  return <Outlet />;
}
