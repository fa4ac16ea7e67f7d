import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Still } from "../../src/events/list/Still";
import { useHolding } from "../../src/events/list/useHolding";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Page() {
  const area = useRef<HTMLDivElement>(null);
  const holding = useHolding(area);
  return (
    <>
      <input aria-label="Search" />
      <div ref={area} data-testid="area" tabIndex={-1}>
        {holding ? "held" : "free"}
      </div>
    </>
  );
}

const state = () => screen.getByTestId("area").textContent;
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1000));

test("whoever types holds the list; a cursor left in a field lets it go after a while", () => {
  render(<Page />);
  const field = screen.getByLabelText("Search");
  act(() => field.focus());
  expect(state()).toBe("held");
  pass(20);
  fireEvent.keyDown(field, { key: "p" });
  pass(20);
  expect(state()).toBe("held");
  pass(11);
  expect(state()).toBe("free");
  fireEvent.keyDown(field, { key: "u" });
  expect(state()).toBe("held");
  act(() => field.blur());
  pass(4);
  expect(state()).toBe("free");
});

test("a click that moves the focus into the list lets nothing move under the pointer", () => {
  render(<Page />);
  const area = screen.getByTestId("area");
  fireEvent.pointerDown(area);
  act(() => area.focus());
  expect(state()).toBe("held");
  fireEvent.pointerLeave(area);
  expect(state()).toBe("free");
});

test("what stands above the rows neither opens, grows nor goes while they are held", () => {
  const height = vi.spyOn(HTMLElement.prototype, "offsetHeight", "get");
  height.mockReturnValue(0);
  const room = (holding: boolean, text: string) => (
    <Still holding={holding}>{text === "" ? null : <p>{text}</p>}</Still>
  );
  const { rerender, container } = render(room(true, ""));
  rerender(room(true, "Flood"));
  expect(screen.queryByText("Flood")).toBeNull();
  rerender(room(false, "Flood"));
  expect(screen.getByText("Flood")).toBeTruthy();

  height.mockReturnValue(80);
  rerender(room(true, "Flood"));
  rerender(room(true, ""));
  expect((container.firstElementChild as HTMLElement).style.height).toBe("80px");
  rerender(room(false, ""));
  expect((container.firstElementChild as HTMLElement).style.height).toBe("");
});
