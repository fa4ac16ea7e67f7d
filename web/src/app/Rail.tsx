import { NavLink } from "react-router";
import { useOversees } from "../roles/useMay";
import type { Theme } from "../theme/theme";

const icons = {
  events: "M4 6h16M4 12h16M4 18h10",
  wall: "M4 5h16v9H4zM4 17h4v3H4zM10 17h4v3h-4zM16 17h4v3h-4z",
  map: "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14",
  tiles: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  aside: "M4 5h16M4 12h16M4 19h16M9 5v7M15 12v7",
  load: "M4 20V10M10 20V4M16 20v-8M22 20H2",
  cluster: "M4 4h7v6H4zM13 4h7v6h-7zM8.5 14h7v6h-7zM7.5 10v2h9v-2M12 12v2",
  keys: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  settings: "M4 7h9M17 7h3M13 4.5h4v5h-4zM4 17h3M11 17h9M7 14.5h4v5h-4z",
  theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
};

type RailProps = { theme: Theme; onTheme: () => void; onKeys: () => void };

/** The ways through the console; a bar at the bottom on a phone. */
export function Rail({ theme, onTheme, onKeys }: RailProps) {
  const oversees = useOversees();
  return (
    <nav className="rail" aria-label="Main">
      <NavLink to="/events" title="Events (g e)">
        <Icon name="events" />
        Events
      </NavLink>
      <NavLink to="/wall" title="Wall (g w)">
        <Icon name="wall" />
        Wall
      </NavLink>
      <NavLink to="/map" title="Map (g m)">
        <Icon name="map" />
        Map
      </NavLink>
      <NavLink to="/annunciator" title="Annunciator (g t)">
        <Icon name="tiles" />
        Tiles
      </NavLink>
      <NavLink to="/aside" title="Set aside (g d)">
        <Icon name="aside" />
        Aside
      </NavLink>
      <NavLink to="/load" title="Load (g l)">
        <Icon name="load" />
        Load
      </NavLink>
      {oversees && (
        <NavLink to="/cluster" className="rail-wide" title="Cluster (g c)">
          <Icon name="cluster" />
          Cluster
        </NavLink>
      )}
      <NavLink to="/settings" title="Settings (g s)">
        <Icon name="settings" />
        Settings
      </NavLink>
      <button type="button" className="rail-later" onClick={onTheme} title="Light or dark">
        <Icon name="theme" />
        {theme === "dark" ? "Light" : "Dark"}
      </button>
      <button type="button" className="rail-keys" onClick={onKeys} title="All keys (?)">
        <Icon name="keys" />
        Keys
      </button>
    </nav>
  );
}

function Icon({ name }: { name: keyof typeof icons }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
