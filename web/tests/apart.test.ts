import { expect, test } from "vitest";

const texts = import.meta.glob<string>("./**/*.test.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

test("who puts other modules in the place of the console's runs apart from all others", () => {
  const swapping = Object.keys(texts).filter((file) => /^vi\.mock\(/m.test(texts[file] ?? ""));
  expect(swapping).toEqual(Object.keys(texts).filter((file) => file.includes(".apart.")));
  expect(swapping).not.toEqual([]);
});
