import { expect, test } from "vitest";
import { hold } from "../../src/events/list/hold";

test("when nobody points, the new order is shown at once", () => {
  expect(hold(["a", "b"], ["c", "b", "a"], false)).toEqual({ order: ["c", "b", "a"], waiting: [] });
});

test("while somebody points, rows keep their places and new ones wait", () => {
  expect(hold(["a", "b"], ["c", "b", "a", "d"], true)).toEqual({ order: ["a", "b"], waiting: ["c", "d"] });
});

test("a row that left the list keeps its place until nobody points", () => {
  expect(hold(["a", "b"], ["b"], true).order).toEqual(["a", "b"]);
});

test("an empty list has nothing that could jump", () => {
  expect(hold([], ["a"], true)).toEqual({ order: ["a"], waiting: [] });
});

test("what somebody scrolled for goes to the end, while somebody points as well", () => {
  expect(hold(["a", "b"], ["c", "a", "b", "d", "e"], true, new Set(["a", "b", "d", "e"]))).toEqual({
    order: ["a", "b", "d", "e"],
    waiting: ["c"],
  });
});
