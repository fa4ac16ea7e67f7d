import { Outlet } from "react-router";
import { ContactBanner } from "../live/ContactBanner";
import { useContact } from "../live/LiveProvider";
import { useTheme } from "../theme/useTheme";
import { Rail } from "./Rail";
import { TopStrip } from "./TopStrip";
import { useGoKeys } from "./useGoKeys";
import "./shell.css";

/** The console's frame: rail, top strip, and the page between; greys when contact is lost. */
export function Shell() {
  const [theme, flipTheme] = useTheme("console");
  const contact = useContact();
  const { overlay, showKeys } = useGoKeys();
  return (
    <div className={`shell ${contact.state === "lost" ? "stale" : ""}`}>
      <Rail theme={theme} onTheme={flipTheme} onKeys={showKeys} />
      <div className="shell-main">
        <TopStrip />
        <ContactBanner />
        <main>
          <Outlet />
        </main>
      </div>
      {overlay}
    </div>
  );
}
