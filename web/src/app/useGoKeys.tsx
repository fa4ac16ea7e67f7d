import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { KeyOverlay } from "../keys/KeyOverlay";
import { useKeys } from "../keys/KeyProvider";
import { useOversees } from "../roles/useMay";
import { useSettingsKeys } from "../settings/useSettingsKeys";

/** The keys that every page has: they lead to the others, and show all there are, by a click too. */
export function useGoKeys(): { overlay: ReactNode; showKeys: () => void } {
  const [shown, show] = useState(false);
  const navigate = useNavigate();
  const oversees = useOversees();
  const settingsKeys = useSettingsKeys();
  useKeys({
    "?": () => show(true),
    "g e": () => navigate("/events"),
    "g w": () => navigate("/wall"),
    "g m": () => navigate("/map"),
    "g t": () => navigate("/annunciator"),
    "g d": () => navigate("/aside"),
    "g l": () => navigate("/load"),
    ...(oversees && { "g c": () => navigate("/cluster") }),
    ...settingsKeys,
  });
  return { overlay: shown && <KeyOverlay onClose={() => show(false)} />, showKeys: () => show(true) };
}
