import { useMemo } from "react";
import { Link } from "react-router";
import { useGoKeys } from "../app/useGoKeys";
import { useFacilities, useFacilitiesAreRead } from "../facilities/useFacilities";
import { ContactBadge } from "../live/ContactBadge";
import { ContactBanner } from "../live/ContactBanner";
import { useContact, useKnown, useLiveEvents } from "../live/LiveProvider";
import { SoundSwitch } from "../sound/SoundSwitch";
import { useTheme } from "../theme/useTheme";
import { Counts } from "./Counts";
import { Tiles } from "./Tiles";
import { WallClock } from "./WallClock";
import { WallRest } from "./WallRest";
import { WallRows } from "./WallRows";
import { countBySeverity, mostUrgent, tilesOf, unheard } from "./wallEvents";
import "./wall.css";
import "./wall-small.css";

/** What the whole room looks at. Needs no hand: it never scrolls, reconnects by itself and says when it is old. */
export function WallPage() {
  const events = useLiveEvents();
  const facilities = useFacilities();
  const areRead = useFacilitiesAreRead();
  const known = useKnown();
  const contact = useContact();
  const [theme, flipTheme] = useTheme("wall");
  const { overlay } = useGoKeys();

  const counts = useMemo(() => countBySeverity(events), [events]);
  const rows = useMemo(() => mostUrgent(events), [events]);
  const tiles = useMemo(() => {
    const all = tilesOf(facilities, events);
    return known === "nothing" || !areRead ? unheard(all) : all;
  }, [facilities, events, known, areRead]);
  return (
    <main className={`wall ${contact.state === "lost" ? "stale" : ""}`} aria-label="Wall">
      <h1 className="spoken-only">Wall</h1>
      <header className="wall-top">
        <Counts counts={counts} known={known} />
        <div className="wall-right">
          <WallClock />
          <div className="wall-foot">
            <nav className="wall-controls" aria-label="Main">
              <Link to="/events">Events</Link>
              <button type="button" className="plain" onClick={flipTheme}>
                {theme === "dark" ? "Light" : "Dark"}
              </button>
            </nav>
            <SoundSwitch />
            <ContactBadge />
          </div>
        </div>
      </header>
      <ContactBanner />
      <WallRows events={rows} />
      <WallRest events={events} counts={counts} />
      <Tiles tiles={tiles} />
      {overlay}
    </main>
  );
}
