import { useState } from "react";
import { Outlet, useNavigate } from "react-router";
import { KeyOverlay } from "../keys/KeyOverlay";
import { useKeys } from "../keys/KeyProvider";
import { ContactBanner } from "../live/ContactBanner";
import { useContact } from "../live/LiveProvider";
import { useSettingsKeys } from "../settings/useSettingsKeys";
import { useTheme } from "../theme/useTheme";
import { Rail } from "./Rail";
import { TopStrip } from "./TopStrip";
import "./shell.css";

/** The console's frame: rail, top strip, and the page between; greys when contact is lost. */
export function Shell() {
  const [keysShown, showKeys] = useState(false);
  const [theme, flipTheme] = useTheme("console");
  const contact = useContact();
  const navigate = useNavigate();
  const settingsKeys = useSettingsKeys();
  useKeys({
    "?": () => showKeys(true),
    "g e": () => navigate("/events"),
    "g w": () => navigate("/wall"),
    "g m": () => navigate("/map"),
    "g t": () => navigate("/annunciator"),
    "g d": () => navigate("/aside"),
    "g l": () => navigate("/load"),
    ...settingsKeys,
  });
  return (
    <div className={`shell ${contact.state === "lost" ? "stale" : ""}`}>
      <Rail theme={theme} onTheme={flipTheme} onKeys={() => showKeys(true)} />
      <div className="shell-main">
        <TopStrip />
        <ContactBanner />
        <main>
          <Outlet />
        </main>
      </div>
      {keysShown && <KeyOverlay onClose={() => showKeys(false)} />}
    </div>
  );
}
