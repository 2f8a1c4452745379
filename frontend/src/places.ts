// Gates, crossings, ports, airports and markers as shapes: each kind is told by its form, drawn in the colours in force.
import type { Map as MapLibre } from "maplibre-gl";

import type { Colours } from "./colours";

const SIZE = 16;
const PATHS: Record<string, string> = {
  gate: "M3 13V6h10v7M1 6h14M8 6v7",
  crossing: "M2 8l6-6 6 6-6 6z",
  port: "M8 14.5a6 6 0 1 1 .01 0M8 5v7M5 9h6",
  airport: "M8 2v12M2 9l6-3 6 3",
  marker: "M4 14l4-11 4 11z",
};

function drawn(kind: string, colours: Colours): ImageData | undefined {
  const path = PATHS[kind];
  const scale = Math.max(2, Math.ceil(window.devicePixelRatio));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * scale;
  const pen = canvas.getContext("2d");
  if (!path || !pen) return undefined;
  pen.scale(scale, scale);
  const shape = new Path2D(path);
  pen.lineJoin = pen.lineCap = "round";
  for (const [colour, width] of [[colours.halo, 4] as const, [colours.ink, 1.6] as const]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke(shape);
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Draws the image of a kind of place when the map first asks for it, also after a change of colours. */
export function drawPlaces(map: MapLibre, colours: () => Colours): void {
  map.on("styleimagemissing", ({ id }: { id: string }) => {
    const image = drawn(id.replace(/^place-/, ""), colours());
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: image.width / SIZE });
  });
}
