import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { onDoubt } from "../api/sessionDoubt";
import { useMe } from "./session";

/** Lets through who is signed in, sends everybody else to the sign-in page and back. */
export function RequireSession() {
  const me = useMe();
  const [over, setOver] = useState(false);
  const { pathname, search } = useLocation();
  const queries = useQueryClient();
  useEffect(
    () =>
      onDoubt((doubt) => {
        if (doubt === "forbidden") return void queries.invalidateQueries({ queryKey: ["me"] });
        if (queries.getQueryData(["me"]) != null) setOver(true);
        queries.setQueryData(["me"], null);
      }),
    [queries],
  );

  if (me === undefined) return <p className="empty">Reaching the server.</p>;
  if (me === null)
    return (
      <Navigate
        replace
        state={{ over }}
        to={{ pathname: "/sign-in", search: `?from=${encodeURIComponent(pathname + search)}` }}
      />
    );
  return <Outlet />;
}
