import { SeverityGlyph } from "../severity/SeverityGlyph";
import { signOf } from "../severity/severity";
import type { Cluster } from "./clusters";
import type { GlMap } from "./engine";
import { Pinned } from "./Pinned";

type EventPinsProps = {
  map: GlMap;
  clusters: readonly Cluster[];
  currentId: string | null;
  onChoose: (cluster: Cluster) => void;
};

/** A sign per event, or per crowd of events with their number and the look of the worst of them. */
export function EventPins({ map, clusters, currentId, onChoose }: EventPinsProps) {
  return clusters.map((cluster) => {
    const [first] = cluster.events;
    if (first === undefined) return null;
    const alone = cluster.events.length === 1;
    const current = cluster.events.some(({ event }) => event.id === currentId);
    return (
      <Pinned key={first.event.id} map={map} at={cluster.at} className={current ? "pinned-current" : ""}>
        <button
          type="button"
          // The list beside the map is the way for the keyboard; hundreds of signs would be hundreds of stops.
          tabIndex={-1}
          className={alone ? "pin" : "pin pin-crowd"}
          data-severity={cluster.worst}
          data-call={cluster.call}
          data-pin={first.event.id}
          aria-current={current ? "true" : undefined}
          aria-label={alone ? labelOf(cluster, first.event.title) : crowdOf(cluster)}
          title={alone ? first.event.title : crowdOf(cluster)}
          onClick={() => onChoose(cluster)}
        >
          <SeverityGlyph severity={cluster.worst} call={cluster.call} size={alone ? 24 : 20} />
          {!alone && <span>{cluster.events.length}</span>}
        </button>
      </Pinned>
    );
  });
}

const labelOf = ({ worst, call }: Cluster, title: string): string =>
  `${signOf(worst).name}${call === "calling" ? ", unacknowledged" : ""}: ${title}`;

const crowdOf = ({ events, worst, calling }: Cluster): string =>
  `${events.length} events, worst ${signOf(worst).name.toLowerCase()}, ${calling} unacknowledged`;
