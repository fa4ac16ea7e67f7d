import { useLayoutEffect, useState } from "react";
import { type Place, rememberedTheme, rememberTheme, type Theme } from "./theme";

/** The theme of this place, applied to the whole page, and the switch to the other one. */
export function useTheme(place: Place): [Theme, () => void] {
  const [theme, setTheme] = useState(() => rememberedTheme(place));
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const flip = () => {
    const other = theme === "dark" ? "light" : "dark";
    rememberTheme(place, other);
    setTheme(other);
  };
  return [theme, flip];
}
