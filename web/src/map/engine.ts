import type { Feature, FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as GlMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import landUrl from "world-atlas/land-50m.json?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Box } from "../events/box";
import { graticule } from "./graticule";
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
    void drawLand(map);
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
  source: "land" | "graticule" | "facilities" | "area",
  data: FeatureCollection,
) {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

const drawNet = (map: GlMap) => draw(map, "graticule", graticule(viewOf(map)));

/** Without its land the map still shows where things are to each other. */
async function drawLand(map: GlMap): Promise<void> {
  try {
    const topology = (await (await fetch(landUrl)).json()) as Topology;
    const land = topology.objects.land;
    if (land === undefined) return;
    draw(map, "land", { type: "FeatureCollection", features: polygonsOf(feature(topology, land)) });
  } catch (error) {
    console.warn("The land of the map could not be read.", error);
  }
}

/** One feature per piece of land: a tile then takes the few that it shows, and what is wrong with one spoils no other. */
function polygonsOf(shape: Feature | FeatureCollection): Feature[] {
  const features = shape.type === "FeatureCollection" ? shape.features : [shape];
  return features.flatMap(({ geometry }) => {
    const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    return parts.map((coordinates) => ({
      type: "Feature" as const,
      properties: {},
      geometry: { type: "Polygon" as const, coordinates },
    }));
  });
}

function repaint(map: GlMap): void {
  for (const { id, ...layer } of layersOf(paletteNow()))
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      map.setPaintProperty(id, name as "fill-color", value);
}
