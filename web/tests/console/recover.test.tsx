import { render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Recover } from "../../src/app/Recover";

afterEach(() => {
  vi.useRealTimers();
});

function Broken(): never {
  throw new Error("nobody expected this");
}

test("a page that failed says so and starts again without a hand", () => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const reload = vi.fn();
  render(
    <Recover reload={reload}>
      <Broken />
    </Recover>,
  );
  expect(screen.getByRole("alert").textContent).toContain("It starts again");
  expect(reload).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(reload).toHaveBeenCalledTimes(1);
});
