import { expect, test, vi } from "vitest";
import { rememberedTheme, rememberTheme } from "../src/theme/theme";

test("the wall is dark and the console follows the system until somebody chooses", () => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  expect(rememberedTheme("wall")).toBe("dark");
  expect(rememberedTheme("console")).toBe("light");
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  expect(rememberedTheme("console")).toBe("dark");
});

test("each place remembers its own choice", () => {
  rememberTheme("wall", "light");
  expect(rememberedTheme("wall")).toBe("light");
  rememberTheme("console", "dark");
  expect(rememberedTheme("wall")).toBe("light");
  expect(rememberedTheme("console")).toBe("dark");
});
