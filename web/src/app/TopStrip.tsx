import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
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
      <SearchField text={filters.text} onChange={(text) => change({ text })} />
      <span className="strip-right">
        <LoadMeter />
        <ContactBadge />
        <Account />
      </span>
    </header>
  );
}

type SearchFieldProps = { text: string; onChange: (text: string) => void };

/** Keeps what is typed to itself, because the address follows a moment later than the keys. */
function SearchField({ text, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(text);
  }, [text]);
  useKeys({
    "/": () => field.current?.focus(),
    escape: () => (document.activeElement === field.current ? field.current?.blur() : false),
  });
  return (
    <input
      ref={field}
      type="search"
      aria-label="Search events"
      aria-keyshortcuts="/"
      placeholder="Search (/)"
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}

function Account() {
  const me = useMe();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => call<void>("DELETE", "/session"),
    onSuccess: () => queries.setQueryData(["me"], null),
  });
  return (
    <span className="account">
      <span className="account-name" title={me?.role}>
        {me?.name}
      </span>
      <button type="button" className="plain" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {signOut.isError ? "Still signed in, try again" : "Sign out"}
      </button>
    </span>
  );
}
