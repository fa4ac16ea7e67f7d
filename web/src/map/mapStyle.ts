import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

const nothing = { type: "FeatureCollection" as const, features: [] };

/** Coast lines of this grain are true from afar only: nearer they fade, and the net of degrees remains. */
const LAND_ENDS = { whole: 5.5, gone: 7.5 };

/** A map that needs nobody: land, a net of degrees, the facilities and the chosen area, without tiles, fonts or pictures. */
export function styleOf(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      // Simplified, coasts would cross themselves, and what crosses itself cannot be filled.
      land: { type: "geojson", data: nothing, tolerance: 0, maxzoom: 6 },
      graticule: { type: "geojson", data: nothing },
      facilities: { type: "geojson", data: nothing },
      area: { type: "geojson", data: nothing },
    },
    layers: layersOf(palette),
  };
}

export function layersOf({ page, panel, line, muted, action }: Palette): LayerSpecification[] {
  const fade = (full: number) => [
    "interpolate",
    ["linear"],
    ["zoom"],
    LAND_ENDS.whole,
    full,
    LAND_ENDS.gone,
    0,
  ];
  return [
    { id: "sea", type: "background", paint: { "background-color": page } },
    {
      id: "land",
      type: "fill",
      source: "land",
      paint: { "fill-color": panel, "fill-opacity": fade(1) as never },
    },
    {
      id: "coast",
      type: "line",
      source: "land",
      paint: { "line-color": muted, "line-opacity": fade(0.6) as never, "line-width": 0.8 },
    },
    { id: "graticule", type: "line", source: "graticule", paint: { "line-color": line, "line-width": 0.8 } },
    {
      id: "facilities",
      type: "circle",
      source: "facilities",
      paint: {
        "circle-radius": 4,
        "circle-color": panel,
        "circle-stroke-color": muted,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "area",
      type: "line",
      source: "area",
      paint: { "line-color": action, "line-width": 2, "line-dasharray": [4, 2] },
    },
  ];
}
