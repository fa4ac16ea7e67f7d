export type Theme = "light" | "dark";
/** The console and the wall hang in different light; each remembers its own. */
export type Place = "console" | "wall";

const key = (place: Place) => `watchfloor.theme.${place}`;

/** What was chosen here before, else dark on the wall and the system's wish on the console. */
export function rememberedTheme(place: Place): Theme {
  const chosen = localStorage.getItem(key(place));
  if (chosen === "light" || chosen === "dark") return chosen;
  if (place === "wall") return "dark";
  return window.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function rememberTheme(place: Place, theme: Theme): void {
  localStorage.setItem(key(place), theme);
}
