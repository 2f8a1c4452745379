// The map island: own layers from a JSON source over outlines from packages. The page always holds the same as a table.
import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { MapLayerMouseEvent } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { coloursAt } from "./colours";
import { boundsOf, LAYERS, prepared, range } from "./features";
import type { Bounds, Features, Properties } from "./features";
import "./map.css";
import { FONT, styleOf } from "./style";

const WORLD: Bounds = [-170, -55, 179, 72];

function hasWebGL(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

function around(element: HTMLElement, selector: string): HTMLElement | null {
  return element.closest(".map")?.querySelector<HTMLElement>(selector) ?? null;
}

function fitOf(element: HTMLElement, data: Features): Bounds {
  const asked = element.dataset.fit?.split(",").map(Number) ?? [];
  if (asked.length === 4 && asked.every(Number.isFinite)) return asked as unknown as Bounds;
  return boundsOf(data) ?? WORLD;
}

async function load(address: string): Promise<Features> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status} from the source of the map`);
  return (await response.json()) as Features;
}

function showLegend(element: HTMLElement, data: Features): void {
  const legend = around(element, "[data-map-legend]");
  if (!legend) return;
  for (const layer of LAYERS) {
    const entry = legend.querySelector<HTMLElement>(`[data-legend="${layer}"]`);
    if (!entry) continue;
    entry.hidden = !data.features.some((feature) => feature.properties.layer === layer);
    const [least, most] = range(data, layer) ?? ["", ""];
    const written = entry.querySelector("[data-legend-range]");
    if (written && most) written.textContent = least === most ? `(${most})` : `(${least} – ${most})`;
  }
}

/** Instead of the map: why there is none, without the room that it would have had. */
function giveWay(element: HTMLElement, text: string | undefined): void {
  element.hidden = true;
  element.parentElement?.classList.add("is-off");
  tell(around(element, "[data-map-note]"), text);
}

function tell(note: HTMLElement | null, text: string | undefined): void {
  if (note && text) note.textContent = text;
  if (note) note.hidden = !text;
}

function makeInteractive(map: MapLibre, element: HTMLElement): void {
  const tip = document.createElement("div");
  tip.className = "map-tip";
  element.append(tip);
  const read = (event: MapLayerMouseEvent) => event.features?.[0]?.properties as Properties | undefined;
  for (const layer of LAYERS) {
    map.on("mousemove", layer, (event) => {
      const found = read(event);
      const value = found?.text ?? found?.value?.toLocaleString(document.documentElement.lang);
      tip.textContent = found ? [found.label, value].filter(Boolean).join(": ") : "";
      map.getCanvas().style.cursor = found?.href ? "pointer" : "";
    });
    map.on("mouseleave", layer, () => {
      tip.textContent = "";
      map.getCanvas().style.cursor = "";
    });
  }
  map.on("click", (event) => {
    const layers = LAYERS.filter((layer) => map.getLayer(layer));
    const found = map.queryRenderedFeatures(event.point, { layers })[0];
    if (found?.properties.href) window.location.assign(found.properties.href as string);
  });
}

function open(element: HTMLElement, data: Features): MapLibre {
  const { outlines = "", textZoomIn = "", textZoomOut = "" } = element.dataset;
  const style = () => styleOf(coloursAt(element), outlines, data);
  const map = new MapLibre({
    container: element,
    style: style(),
    bounds: fitOf(element, data),
    fitBoundsOptions: { padding: 36, maxZoom: 9 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    locale: { "NavigationControl.ZoomIn": textZoomIn, "NavigationControl.ZoomOut": textZoomOut },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
  map.getCanvas().setAttribute("aria-label", element.dataset.label ?? "");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style()));
  return map;
}

/** Draws the map into `element`; without WebGL or data a note stands there instead and says where the same is to be found. */
export async function mountMap(element: HTMLElement): Promise<void> {
  if (!hasWebGL()) return giveWay(element, element.dataset.textNone);
  try {
    const [answer] = await Promise.all([load(element.dataset.source ?? ""), document.fonts.load(`12px "${FONT}"`)]);
    const data = prepared(answer);
    element.hidden = false;
    tell(around(element, "[data-map-note]"), undefined);
    setWorkerUrl(workerUrl);
    const map = open(element, data);
    makeInteractive(map, element);
    showLegend(element, data);
    map.once("idle", () => (element.dataset.ready = ""));
  } catch (error) {
    giveWay(element, element.dataset.textFailed);
    console.error(error);
  }
}
