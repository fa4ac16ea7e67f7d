import { useMemo } from "react";
import type { Box } from "../events/box";
import { isIn } from "../events/box";
import { boxAround } from "./box";
import { type Cluster, clustersOf, isOneSpot } from "./clusters";
import { EventPins } from "./EventPins";
import type { GlMap } from "./engine";
import type { PlacedEvent } from "./placed";

/** Signs that are nearer to each other than this are one sign. */
const CROWD_PIXELS = 38;
/** Beyond this there is nothing to part by coming nearer. */
const NEAREST = 17;

type EventLayerProps = {
  map: GlMap;
  view: Box;
  events: readonly PlacedEvent[];
  currentId: string | null;
  onOpen: (id: string) => void;
  /** A crowd that no zoom parts was chosen. */
  onCrowd: (cluster: Cluster) => void;
};

/** The events in view. A click on one opens it, on a crowd comes nearer until it parts, or lists it where it never does. */
export function EventLayer({ map, view, events, currentId, onOpen, onCrowd }: EventLayerProps) {
  const clusters = useMemo(() => {
    const seen = events.filter(({ at }) => isIn(view, at));
    return clustersOf(seen, ({ lat, lon }) => map.project([lon, lat]), CROWD_PIXELS);
  }, [map, view, events]);
  const choose = (cluster: Cluster) => {
    const [first] = cluster.events;
    if (cluster.events.length === 1 && first !== undefined) return onOpen(first.event.id);
    const box = boxAround(cluster.events.map(({ at }) => at));
    if (box === null || isOneSpot(cluster) || map.getZoom() >= NEAREST) return onCrowd(cluster);
    map.fitBounds([box.west, box.south, box.east, box.north], { padding: 90, maxZoom: NEAREST });
  };
  return <EventPins map={map} clusters={clusters} currentId={currentId} onChoose={choose} />;
}
