import { useNavigate } from "react-router";
import type { Bindings } from "../keys/KeyProvider";
import { useMe } from "../signin/session";
import { sections } from "./sections";

/** The keys that lead to the pages of the settings, as far as the role goes. */
export function useSettingsKeys(): Bindings {
  const me = useMe();
  const navigate = useNavigate();
  return Object.fromEntries(
    sections
      .filter(({ keys, isFor }) => keys !== undefined && me != null && isFor(me))
      .map(({ keys, path }) => [keys, () => navigate(`/settings/${path}`)]),
  );
}
