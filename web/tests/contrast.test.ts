import { expect, test } from "vitest";
import glyph from "../src/severity/glyph.css?raw";
import page from "../src/theme/page.css?raw";
import tokens from "../src/theme/tokens.css?raw";

type Colour = readonly [number, number, number];

const [light = "", dark = ""] = tokens.split("[data-theme=");
const theme = (css: string) => (name: string) => {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(css)?.[1] ?? "";
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
};
const themes = [
  ["light", theme(light)],
  ["dark", theme(dark)],
] as const;

const brightness = (colour: Colour) => {
  const [r = 0, g = 0, b = 0] = colour.map((part) =>
    part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: Colour, b: Colour) => {
  const [less = 0, more = 0] = [brightness(a), brightness(b)].sort((x, y) => x - y);
  return (more + 0.05) / (less + 0.05);
};
/** What is chosen lies on twelve parts of a hundred of the colour of action. */
const chosen = (of: (name: string) => Colour): Colour => {
  const [a, b] = [of("action"), of("panel")];
  return [0, 1, 2].map((i) => (a[i] ?? 0) * 0.12 + (b[i] ?? 0) * 0.88) as unknown as Colour;
};

test.each(themes)("%s: what is read can be read on whatever it stands", (_, of) => {
  const grounds = [of("page"), of("panel"), chosen(of)];
  for (const text of ["text", "muted"])
    for (const ground of grounds) expect(contrast(of(text), ground)).toBeGreaterThanOrEqual(4.5);
  for (const severity of ["critical", "high", "medium", "low"])
    expect(contrast(of("on-severity"), of(severity))).toBeGreaterThanOrEqual(4.5);
});

test.each(themes)("%s: the edge of a field can be seen", (_, of) => {
  for (const ground of [of("page"), of("panel")])
    expect(contrast(of("edge"), ground)).toBeGreaterThanOrEqual(3);
  expect(/input,\nselect,\ntextarea \{\n {2}min-height[^}]*border: 1px solid var\(--edge\)/.test(page)).toBe(
    true,
  );
});

test("no digit is read in the colour of a severity, which is too pale for it on some grounds", () => {
  const rules = glyph.matchAll(/([^{}]*(?:text|call-digit)[^{}]*)\{([^}]*)\}?/g);
  for (const [, selector, body] of rules) {
    const own = body?.includes("{") ? body.slice(body.indexOf("{")) : body;
    expect(`${selector} ${own}`).not.toContain("fill: var(--severity)");
  }
});
