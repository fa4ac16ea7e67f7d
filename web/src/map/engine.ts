import type { FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as GlMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import fineUrl from "world-atlas/land-50m.json?url";
import coarseUrl from "world-atlas/land-110m.json?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Box } from "../events/box";
import { graticule } from "./graticule";
import { flatLand } from "./landRings";
import { layersOf, styleOf } from "./mapStyle";
import { onThemeChange, paletteNow } from "./palette";

setWorkerUrl(workerUrl);

/** The room that the buttons over the map need, less on a small map; and no nearer than a part of a town. */
export const roomIn = (holder: HTMLElement) => ({
  padding: Math.min(64, holder.clientHeight / 6),
  maxZoom: 13,
});

export type { GlMap };

/** Opens a map in `holder`, with the north on top, that follows the theme; resolves when it can be drawn on. */
export function openMap(holder: HTMLElement, box: Box): GlMap {
  const map = new GlMap({
    container: holder,
    style: styleOf(paletteNow()),
    bounds: boundsOf(box),
    fitBoundsOptions: roomIn(holder),
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.on("load", () => {
    void drawLand(map, "afar", coarseUrl);
    void drawLand(map, "land", fineUrl);
    drawNet(map);
  });
  map.on("moveend", () => drawNet(map));
  const forget = onThemeChange(() => repaint(map));
  map.on("remove", forget);
  return map;
}

export const boundsOf = ({ west, south, east, north }: Box): [number, number, number, number] => [
  west,
  south,
  west <= east ? east : east + 360,
  north,
];

export const viewOf = (map: GlMap): Box => {
  const bounds = map.getBounds();
  return {
    west: Math.max(-180, bounds.getWest()),
    south: Math.max(-90, bounds.getSouth()),
    east: Math.min(180, bounds.getEast()),
    north: Math.min(90, bounds.getNorth()),
  };
};

/** Replaces what a source holds; before the style is there, and after the map is gone, there is none. */
export function draw(
  map: GlMap,
  source: "afar" | "land" | "graticule" | "facilities" | "area",
  data: FeatureCollection,
) {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

const drawNet = (map: GlMap) => draw(map, "graticule", graticule(viewOf(map)));

/** Without its land the map still shows where things are to each other. */
async function drawLand(map: GlMap, source: "afar" | "land", url: string): Promise<void> {
  try {
    const topology = (await (await fetch(url)).json()) as Topology;
    const land = topology.objects.land;
    if (land === undefined) return;
    draw(map, source, { type: "FeatureCollection", features: flatLand(feature(topology, land)) });
  } catch (error) {
    console.warn("The land of the map could not be read.", error);
  }
}

function repaint(map: GlMap): void {
  for (const { id, ...layer } of layersOf(paletteNow()))
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      map.setPaintProperty(id, name as "fill-color", value);
}
