import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { SeverityGlyph } from "../../src/severity/SeverityGlyph";
import { callOf, ITSELF, severities, signOf } from "../../src/severity/severity";
import { anEvent, at } from "../anEvent";

test.each([
  ["critical", "1", "square"],
  ["high", "2", "triangle"],
  ["medium", "3", "diamond"],
  ["low", "4", "circle"],
] as const)("%s is a %s in a %s", (severity, digit, shape) => {
  render(<SeverityGlyph severity={severity} />);
  const glyph = screen.getByRole("img");
  expect(glyph.dataset.shape).toBe(shape);
  expect(glyph.textContent).toBe(digit);
});

test("no two severities share a shape or a digit", () => {
  expect(new Set(severities.map((one) => signOf(one).shape)).size).toBe(4);
  expect(new Set(severities.map((one) => signOf(one).digit)).size).toBe(4);
});

test("what nobody took calls, what went away untaken is outlined, all else is steady", () => {
  expect(callOf(anEvent({ id: "a" }))).toBe("calling");
  expect(callOf(anEvent({ id: "a", status: "resolved", resolvedBy: ITSELF }))).toBe("returned");
  expect(callOf(anEvent({ id: "a", status: "resolved", resolvedBy: "u-ana" }))).toBe("steady");
  expect(callOf(anEvent({ id: "a", status: "resolved", acknowledgedAt: at(1) }))).toBe("steady");
  expect(callOf(anEvent({ id: "a", status: "in_progress", acknowledgedAt: at(1) }))).toBe("steady");
});

test("what is set aside, muted or not seen often enough calls nobody", () => {
  const aside = { by: "u-ana", reason: "r", since: at(0), until: at(9), oneShot: false };
  expect(callOf(anEvent({ id: "a", shelved: aside }))).toBe("steady");
  expect(callOf(anEvent({ id: "a", muted: [{ kind: "maintenance", reason: "r", since: at(0) }] }))).toBe(
    "steady",
  );
  expect(callOf(anEvent({ id: "a", gathering: { seen: 1, count: 3, within: "PT5M" } }))).toBe("steady");
});

test("a calling glyph says so to those who do not see it blink", () => {
  render(<SeverityGlyph severity="high" call="calling" />);
  expect(screen.getByRole("img", { name: "High, unacknowledged" })).toBeTruthy();
});
