import type { Box } from "../../src/events/box";

/** A map that draws nothing: a hundred pixels per degree, as large as its view. */
export class FakeMap {
  readonly drawn = new Map<string, unknown>();
  readonly moves: unknown[] = [];
  readonly #listeners = new Map<string, Set<(event: unknown) => void>>();
  readonly #container = document.createElement("div");

  constructor(
    holder: HTMLElement,
    public view: Box,
  ) {
    holder.append(this.#container);
    setTimeout(() => this.tell("load"));
  }

  on = (name: string, listener: (event: unknown) => void) => {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener));
  };
  once = this.on;
  off = (name: string, listener: (event: unknown) => void) =>
    void this.#listeners.get(name)?.delete(listener);
  tell(name: string, event?: unknown) {
    for (const listener of this.#listeners.get(name) ?? []) listener(event);
  }

  project = ([lon, lat]: [number, number]) => ({
    x: (lon - this.view.west) * 100,
    y: (this.view.north - lat) * 100,
  });
  getZoom = () => 8;
  getCanvasContainer = () => this.#container;
  fitBounds = (box: unknown) => void this.moves.push(box);
  easeTo = (camera: unknown) => void this.moves.push(camera);
  zoomIn = () => undefined;
  zoomOut = () => undefined;
  remove = () => this.#container.remove();

  moveTo(view: Box) {
    this.view = view;
    this.tell("moveend");
  }
}

export const opened: FakeMap[] = [];

export const openMap = (holder: HTMLElement, box: Box) => {
  const map = new FakeMap(holder, box);
  opened.push(map);
  return map;
};
export const roomIn = () => ({});
export const viewOf = (map: FakeMap) => map.view;
export const draw = (map: FakeMap, source: string, data: unknown) => void map.drawn.set(source, data);
export const boundsOf = ({ west, south, east, north }: Box) => [west, south, east, north];
