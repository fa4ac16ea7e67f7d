/** The colours of the map, taken from the tokens of the page. */
export type Palette = Record<"page" | "panel" | "line" | "text" | "muted" | "action", string>;

const names = ["page", "panel", "line", "text", "muted", "action"] as const;

export function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}

/** Calls back when the page changes between light and dark. */
export function onThemeChange(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
