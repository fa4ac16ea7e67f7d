import { Link, useMatch } from "react-router";
import { useFilters } from "../events/useFilters";
import { useFacilities } from "../facilities/useFacilities";
import { ContactBadge } from "../live/ContactBadge";
import { Incomplete } from "../live/Incomplete";
import { LoadMeter } from "../load/LoadMeter";
import { useMe } from "../signin/session";
import { useSignOut } from "../signin/useSignOut";
import { SoundSwitch } from "../sound/SoundSwitch";
import { SearchField } from "./SearchField";

/** What holds for the whole list: facility and search, where there is a list; load, contact, and who is signed in. */
export function TopStrip() {
  const onList = useMatch("/events/*") !== null;
  const onMap = useMatch("/map/*") !== null;
  return (
    <header className="strip">
      {(onList || onMap) && <ListFilters />}
      <span className="strip-right">
        <LoadMeter />
        <SoundSwitch />
        <Incomplete />
        <ContactBadge />
        <Account />
      </span>
    </header>
  );
}

const SEVERAL = "several";

function ListFilters() {
  const [filters, change] = useFilters();
  const facilities = useFacilities();
  return (
    <>
      <select
        aria-label="Facility"
        value={filters.facilities.length > 1 ? SEVERAL : (filters.facilities[0] ?? "")}
        onChange={(event) => change({ facilities: event.target.value === "" ? [] : [event.target.value] })}
      >
        <option value="">All facilities</option>
        {filters.facilities.length > 1 && (
          <option value={SEVERAL}>{filters.facilities.length} facilities</option>
        )}
        {facilities.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <SearchField text={filters.text} onChange={(text) => change({ text })} />
    </>
  );
}

function Account() {
  const me = useMe();
  const signOut = useSignOut();
  return (
    <span className="account">
      <Link to="/settings/account" className="account-name" title={`${me?.role}, your account`}>
        {me?.name}
      </Link>
      <button type="button" className="plain" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {signOut.isError ? "Still signed in, try again" : "Sign out"}
      </button>
    </span>
  );
}
