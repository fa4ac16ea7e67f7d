import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

const nothing = { type: "FeatureCollection" as const, features: [] };

/** Coast lines of the finer grain are true from afar only: nearer they fade, and the net of degrees remains. */
const LAND_ENDS = { whole: 5.5, gone: 7.5 };
const FINE_FROM = 3;

const fading = (full: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  LAND_ENDS.whole,
  full,
  LAND_ENDS.gone,
  0,
];

/** A map that needs nobody: land, a net of degrees, the facilities and the chosen area, without tiles, fonts or pictures. */
export function styleOf(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      // Simplified, coasts would cross themselves, and what crosses itself cannot be filled: so there are two grains.
      afar: { type: "geojson", data: nothing, tolerance: 0, maxzoom: FINE_FROM },
      land: { type: "geojson", data: nothing, tolerance: 0, maxzoom: 6 },
      graticule: { type: "geojson", data: nothing },
      facilities: { type: "geojson", data: nothing },
      area: { type: "geojson", data: nothing },
    },
    layers: layersOf(palette),
  };
}

export function layersOf(palette: Palette): LayerSpecification[] {
  const { page, panel, line, muted, action } = palette;
  return [
    { id: "sea", type: "background", paint: { "background-color": page } },
    ...landLayers(palette, "afar", { maxzoom: FINE_FROM }),
    ...landLayers(palette, "land", { minzoom: FINE_FROM }),
    {
      id: "graticule",
      type: "line",
      source: "graticule",
      paint: { "line-color": line, "line-width": 0.8 },
    },
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

type Zooms = { minzoom?: number; maxzoom?: number };

const landLayers = ({ panel, muted }: Palette, source: string, zooms: Zooms): LayerSpecification[] => [
  {
    id: source,
    type: "fill",
    source,
    ...zooms,
    paint: { "fill-color": panel, "fill-opacity": fading(1) },
  },
  {
    id: `${source}-coast`,
    type: "line",
    source,
    ...zooms,
    paint: { "line-color": muted, "line-opacity": fading(0.6), "line-width": 0.8 },
  },
];
