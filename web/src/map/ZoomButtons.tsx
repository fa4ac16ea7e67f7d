import type { GlMap } from "./engine";

/** Nearer, farther, and everything at once; the wheel, two fingers and the keys + and - do the same. */
export function ZoomButtons({ map, onAll }: { map: GlMap; onAll: () => void }) {
  return (
    <div className="map-zoom" role="toolbar" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => map.zoomIn()}>
        +
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => map.zoomOut()}>
        −
      </button>
      <button type="button" title="Show all facilities" onClick={onAll}>
        All
      </button>
    </div>
  );
}
