import type { Point, Severity } from "../api/types";
import { type Call, callOf, severities } from "../severity/severity";
import type { PlacedEvent } from "./placed";

export type Pixel = { x: number; y: number };

/** Events that are drawn as one sign, where the first of them stands. `call` is that of its most severe ones. */
export type Cluster = {
  at: Point;
  pixel: Pixel;
  events: PlacedEvent[];
  worst: Severity;
  call: Call;
  calling: number;
};

/**
 * Gathers what would overlap on the screen. Goes through the events in their order, so the most urgent one of a
 * crowd stands for it and signs stay where they are while less urgent ones come and go.
 */
export function clustersOf(
  events: readonly PlacedEvent[],
  project: (at: Point) => Pixel,
  radius: number,
): Cluster[] {
  const clusters: Cluster[] = [];
  const cells = new Map<string, Cluster[]>();
  for (const one of events) {
    const pixel = project(one.at);
    const [column, row] = [Math.floor(pixel.x / radius), Math.floor(pixel.y / radius)];
    const near = nearest(cells, column, row, pixel, radius);
    if (near !== undefined) {
      near.events.push(one);
      continue;
    }
    const cluster = {
      at: one.at,
      pixel,
      events: [one],
      worst: one.event.severity,
      call: callOf(one.event),
      calling: 0,
    };
    clusters.push(cluster);
    const key = `${column}/${row}`;
    cells.set(key, [...(cells.get(key) ?? []), cluster]);
  }
  for (const cluster of clusters) summarize(cluster);
  return clusters;
}

function nearest(
  cells: ReadonlyMap<string, Cluster[]>,
  column: number,
  row: number,
  pixel: Pixel,
  radius: number,
): Cluster | undefined {
  let found: Cluster | undefined;
  let closest = radius;
  for (const dx of [-1, 0, 1])
    for (const dy of [-1, 0, 1])
      for (const cluster of cells.get(`${column + dx}/${row + dy}`) ?? []) {
        const distance = Math.hypot(cluster.pixel.x - pixel.x, cluster.pixel.y - pixel.y);
        if (distance < closest) [found, closest] = [cluster, distance];
      }
  return found;
}

function summarize(cluster: Cluster): void {
  const rank = (severity: Severity) => severities.indexOf(severity);
  for (const { event } of cluster.events) {
    if (rank(event.severity) < rank(cluster.worst)) cluster.worst = event.severity;
    if (callOf(event) === "calling") cluster.calling += 1;
  }
  const calls = cluster.events
    .filter(({ event }) => event.severity === cluster.worst)
    .map(({ event }) => callOf(event));
  cluster.call = (["calling", "returned"] as const).find((call) => calls.includes(call)) ?? "steady";
}

/** Whether coming nearer would never part them. */
export const isOneSpot = ({ at, events }: Cluster): boolean =>
  events.every((one) => Math.abs(one.at.lat - at.lat) < 2e-5 && Math.abs(one.at.lon - at.lon) < 2e-5);
