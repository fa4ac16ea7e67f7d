import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { call } from "../api/http";
import { useFilters } from "../events/useFilters";
import { useFacilities } from "../facilities/useFacilities";
import { useKeys } from "../keys/KeyProvider";
import { ContactBadge } from "../live/ContactBadge";
import { LoadMeter } from "../load/LoadMeter";
import { useMe } from "../signin/session";

/** What holds for the whole list: facility, search, load, contact, and who is signed in. */
export function TopStrip() {
  const [filters, change] = useFilters();
  const facilities = useFacilities();
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    "/": () => search.current?.focus(),
    escape: () => (document.activeElement === search.current ? search.current?.blur() : false),
  });
  return (
    <header className="strip">
      <select
        aria-label="Facility"
        value={filters.facilityId ?? ""}
        onChange={(event) => change({ facilityId: event.target.value || null })}
      >
        <option value="">All facilities</option>
        {facilities.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <input
        ref={search}
        type="search"
        aria-label="Search events"
        aria-keyshortcuts="/"
        placeholder="Search (/)"
        value={filters.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <span className="strip-right">
        <LoadMeter />
        <ContactBadge />
        <Account />
      </span>
    </header>
  );
}

function Account() {
  const me = useMe();
  const queries = useQueryClient();
  const signOut = async () => {
    await call("DELETE", "/session");
    queries.setQueryData(["me"], null);
  };
  return (
    <span className="account">
      <span className="account-name" title={me?.role}>
        {me?.name}
      </span>
      <button type="button" className="plain" onClick={() => void signOut()}>
        Sign out
      </button>
    </span>
  );
}
