import { expect, test } from "vitest";
import { actionLines } from "../../src/events/actions/actions";
import { keyLines, keyReader, worksOn } from "../../src/keys/keymap";

const plain = { ctrlKey: false, metaKey: false, altKey: false, target: null };

function reader() {
  let now = 0;
  const read = keyReader(() => now);
  return {
    press: (key: string, some: object = {}) => read({ key, ...plain, ...some }),
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test("a single key is its own name", () => {
  expect(reader().press("j")).toBe("j");
  expect(reader().press("Enter")).toBe("enter");
});

test("g waits for the key after it", () => {
  const keys = reader();
  expect(keys.press("g")).toBeNull();
  expect(keys.press("w")).toBe("g w");
  expect(keys.press("w")).toBe("w");
});

test("a g from long ago is forgotten", () => {
  const keys = reader();
  keys.press("g");
  keys.wait(1001);
  expect(keys.press("e")).toBe("e");
});

test("typing into a field is typing, only Escape gets out", () => {
  const target = document.createElement("textarea");
  expect(reader().press("a", { target })).toBeNull();
  expect(reader().press("Escape", { target })).toBe("escape");
});

test("a checkbox is no text field, so keys go on working after a click on it", () => {
  const target = Object.assign(document.createElement("input"), { type: "checkbox" });
  expect(reader().press("a", { target })).toBe("a");
});

test("Enter on a button presses the button", () => {
  expect(reader().press("Enter", { target: document.createElement("button") })).toBeNull();
});

test.each(["ctrlKey", "metaKey", "altKey"])("with %s a key belongs to the browser", (modifier) => {
  expect(reader().press("r", { [modifier]: true })).toBeNull();
});

test("no key means two things, and every action has one in the overlay", () => {
  const keys = keyLines.map((line) => line.keys);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key } of actionLines) expect(keys).toContain(key);
});

test("the overlay offers on each page what works there", () => {
  const on = (page: string) => keyLines.filter((line) => worksOn(page, line)).map(({ keys }) => keys);
  expect(on("events")).toHaveLength(keyLines.length);
  expect(on("map")).toEqual(expect.arrayContaining(["j", "a", "z", "u", "/", "g l"]));
  expect(["x", "X", "*", "n", "f", "+"].filter((key) => on("map").includes(key))).toEqual([]);
  expect(on("wall").every((keys) => keys.startsWith("g ") || keys === "?")).toBe(true);
});
