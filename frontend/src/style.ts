// The style of the map: our own layers over outlines, no tiles, no internet, glyphs drawn from the page's font.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

import type { Colours } from "./colours";
import type { Features, Layer } from "./features";

export const FONT = "Be Vietnam Pro";

function of(layer: Layer): ["==", ["get", string], string] {
  return ["==", ["get", "layer"], layer];
}

function ramp(colours: Colours): ExpressionSpecification {
  const { ramp1, ramp2, ramp3, ramp4, ramp5 } = colours;
  return ["match", ["get", "step"], 1, ramp1, 2, ramp2, 3, ramp3, 4, ramp4, 5, ramp5, "transparent"];
}

function ground(colours: Colours): LayerSpecification[] {
  const isLand: ["==", ["get", string], string] = ["==", ["get", "kind"], "country"];
  const isProvince: ["==", ["get", string], string] = ["==", ["get", "kind"], "province"];
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "outlines", filter: isLand, paint: { "fill-color": colours.land } },
    {
      id: "provinces",
      type: "line",
      source: "outlines",
      filter: isProvince,
      paint: { "line-color": colours.outline, "line-width": 0.8, "line-dasharray": [3, 2] },
    },
    {
      id: "countries",
      type: "line",
      source: "outlines",
      filter: isLand,
      paint: { "line-color": colours.country, "line-width": 0.9 },
    },
    {
      id: "border",
      type: "line",
      source: "outlines",
      filter: ["==", ["get", "kind"], "border"],
      paint: { "line-color": colours.border, "line-width": 1.8, "line-dasharray": [5, 2, 1, 2] },
    },
  ];
}

function polygons(colours: Colours): LayerSpecification[] {
  return [
    {
      id: "boundary",
      type: "fill",
      source: "data",
      filter: of("boundary"),
      paint: { "fill-color": ramp(colours), "fill-opacity": 0.75 },
    },
    {
      id: "boundary-line",
      type: "line",
      source: "data",
      filter: of("boundary"),
      paint: { "line-color": colours.boundary, "line-width": 1.2 },
    },
    {
      id: "hexagon",
      type: "fill",
      source: "data",
      filter: of("hexagon"),
      paint: { "fill-color": ramp(colours), "fill-opacity": 0.85, "fill-outline-color": colours.halo },
    },
  ];
}

/** At this zoom the circles of provinces give way to those of their communes. */
export const CLOSE = 7.5;
type Level = "" | "coarse" | "fine";
const LEVELS: [Level, string][] = [
  ["", "symbol"],
  ["coarse", "symbol-coarse"],
  ["fine", "symbol-fine"],
];

/** The layers of the style that draw a layer of the data, those pressed first. */
export const DRAWN: Record<Layer, string[]> = {
  boundary: ["boundary", "boundary-line"],
  hexagon: ["hexagon"],
  symbol: [...LEVELS.map(([, id]) => id), ...LEVELS.map(([, id]) => `label-${id}`)],
  point: ["point"],
  place: ["place"],
};

function reach(level: Level): { minzoom?: number; maxzoom?: number } {
  if (level === "coarse") return { maxzoom: CLOSE };
  return level === "fine" ? { minzoom: CLOSE } : {};
}

function ofLevel(level: Level): ["all", ["==", ["get", string], string], ["==", ExpressionSpecification, string]] {
  return ["all", of("symbol"), ["==", ["coalesce", ["get", "level"], ""], level]];
}

function circles(colours: Colours, level: Level, id: string): LayerSpecification[] {
  return [
    {
      id,
      type: "circle",
      source: "data",
      filter: ofLevel(level),
      ...reach(level),
      layout: { "circle-sort-key": ["-", 0, ["get", "radius"]] },
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": colours.symbol,
        "circle-opacity": 0.3,
        "circle-stroke-color": colours.symbol,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: `label-${id}`,
      type: "symbol",
      source: "data",
      filter: ofLevel(level),
      ...reach(level),
      layout: {
        "text-field": ["get", "label"],
        "text-font": [FONT],
        "text-size": 12,
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 0.6,
        "symbol-sort-key": ["-", 0, ["get", "radius"]],
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.4 },
    },
  ];
}

function marks(colours: Colours): LayerSpecification[] {
  return [
    {
      id: "point",
      type: "circle",
      source: "data",
      filter: of("point"),
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, 3, 10, 6],
        "circle-color": colours.point,
        "circle-stroke-color": colours.halo,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "place",
      type: "symbol",
      source: "data",
      filter: of("place"),
      layout: {
        "icon-image": ["concat", "place-", ["get", "kind"]],
        "icon-allow-overlap": true,
        "text-field": ["step", ["zoom"], "", 10, ["get", "label"]],
        "text-font": [FONT],
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 0.7],
        "text-optional": true,
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.4 },
    },
  ];
}

export function styleOf(colours: Colours, outlines: string, data: Features): StyleSpecification {
  return {
    version: 8,
    sources: {
      outlines: { type: "geojson", data: outlines, tolerance: 0.2 },
      data: { type: "geojson", data },
    },
    layers: [
      ...ground(colours),
      ...polygons(colours),
      ...LEVELS.flatMap(([level, id]) => circles(colours, level, id)),
      ...marks(colours),
    ],
  };
}
