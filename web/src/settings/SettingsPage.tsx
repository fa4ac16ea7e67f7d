import { NavLink, Outlet } from "react-router";
import { useOversees } from "../roles/useMay";
import { useMe } from "../signin/session";
import { sections } from "./sections";
import "../forms/forms.css";
import "./settings.css";
import "./table.css";

/** The settings: on the left their pages, as far as the role goes; on the right the one in the address. */
export function SettingsPage() {
  const me = useMe();
  const oversees = useOversees();
  if (me == null) return null;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Settings">
        {sections
          .filter((section) => section.isFor(me))
          .map(({ path, name, keys }) => (
            <NavLink
              key={path}
              to={`/settings/${path}`}
              title={keys === undefined ? name : `${name} (${keys})`}
            >
              {name}
            </NavLink>
          ))}
        {oversees && (
          <NavLink to="/cluster" className="settings-elsewhere" title="Cluster (g c)">
            Cluster
          </NavLink>
        )}
      </nav>
      <div className="settings-page ages">
        <Outlet />
      </div>
    </div>
  );
}
