import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { feed } from "./console/feed";

vi.mock("../src/live/signalrFeed", () => ({ signalrFeed: (...all: unknown[]) => feed.open(...all) }));

// A busy build machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no layout: give every element the size of a screen, so that rows are drawn.
const sizes = { offsetWidth: 1200, offsetHeight: 800, clientWidth: 1200, clientHeight: 800 };
for (const [name, value] of Object.entries(sizes))
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
// Nor can it draw.
HTMLCanvasElement.prototype.getContext = () => null;

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

globalThis.IntersectionObserver = class {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};

beforeEach(() => {
  localStorage.clear();
  document.title = "";
});
afterEach(cleanup);
