// The map island: own layers from a JSON source over outlines from packages. The page always holds the same as a table.
import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, PointLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { coloursAt } from "./colours";
import { boundsOf, LAYERS, prepared, range, shaded } from "./features";
import type { Bounds, Features, Layer, Properties } from "./features";
import "./map.css";
import { drawPlaces } from "./places";
import { offerScales, showClasses } from "./scales";
import type { Shading } from "./scales";
import { DRAWN, FONT, styleOf } from "./style";

const FIT = { padding: 36, maxZoom: 9 };
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
    if (written && most && layer === "symbol") written.textContent = least === most ? `(${most})` : `(${least} – ${most})`;
  }
}

/** The classes of what is coloured, and the choice between ways of colouring boundaries, which is kept while the page is. */
function showScales(shading: Shading, element: HTMLElement): void {
  for (const layer of ["hexagon", "boundary"] as const) {
    const scales = shading.shown.data.scales?.[layer] ?? [];
    const place = around(element, `[data-map-classes="${layer}"]`);
    const chosen = scales.find(({ name }) => name === element.dataset.scale) ?? scales[0];
    if (!place || !chosen) {
      place?.replaceChildren();
      continue;
    }
    showClasses(shading, place, layer, chosen);
    const choices = around(element, `[data-map-scales="${layer}"]`);
    if (choices) offerScales(choices, scales, chosen.name, ({ name }) => shadeBy(shading, element, name));
  }
}

function shadeBy(shading: Shading, element: HTMLElement, name: string): void {
  element.dataset.scale = name;
  shading.shown.data = shaded(shading.shown.data, name);
  (shading.map.getSource("data") as GeoJSONSource | undefined)?.setData(shading.shown.data);
  const scale = shading.shown.data.scales?.boundary?.find((each) => each.name === name);
  const place = around(element, '[data-map-classes="boundary"]');
  if (scale && place) showClasses(shading, place, "boundary", scale);
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

function tipOf(element: HTMLElement): HTMLElement {
  const tip = document.createElement("div");
  tip.className = "map-tip";
  element.append(tip);
  return tip;
}

function makeInteractive(map: MapLibre, element: HTMLElement, tip: HTMLElement): void {
  const pressed = LAYERS.flatMap((layer) => DRAWN[layer]).filter((id) => !id.startsWith("label"));
  const at = (point: PointLike) =>
    map.queryRenderedFeatures(point, { layers: pressed.filter((id) => map.getLayer(id)) })[0]?.properties as
      | Properties
      | undefined;
  map.on("mousemove", (event) => {
    const found = at(event.point);
    const value = found?.text ?? found?.value?.toLocaleString(document.documentElement.lang);
    tip.textContent = found ? [found.label, value].filter(Boolean).join(": ") : "";
    map.getCanvas().style.cursor = found?.href ? "pointer" : "";
  });
  map.on("mouseout", () => (tip.textContent = ""));
  map.on("click", (event) => {
    const href = at(event.point)?.href;
    if (href && !element.dispatchEvent(new CustomEvent("map:choose", { detail: href, bubbles: true, cancelable: true }))) return;
    if (href) window.location.assign(href);
  });
}

/** Lets the boxes of the legend show and hide what they name. */
function listenToLegend(map: MapLibre, element: HTMLElement): void {
  const legend = around(element, "[data-map-legend]");
  const show = () => {
    for (const box of legend?.querySelectorAll<HTMLInputElement>("[data-map-toggle]") ?? []) {
      for (const id of DRAWN[box.dataset.mapToggle as Layer]) {
        if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
      }
    }
  };
  legend?.addEventListener("change", show);
  map.on("styledata", show);
}

/** Hexagons and points say the same: where every position can be drawn, hexagons wait to be asked for. */
function chooseFirst(element: HTMLElement, data: Features): void {
  const box = around(element, '[data-map-toggle="hexagon"]') as HTMLInputElement | null;
  if (box) box.checked = !data.features.some(({ properties }) => properties.layer === "point");
}

/** What the map itself says, in the language of the page. */
function wordsOf({ dataset }: HTMLElement): Record<string, string> {
  return {
    "Map.Title": dataset.label ?? "",
    "NavigationControl.ZoomIn": dataset.textZoomIn ?? "",
    "NavigationControl.ZoomOut": dataset.textZoomOut ?? "",
    "CooperativeGesturesHandler.WindowsHelpText": dataset.textWheel ?? "",
    "CooperativeGesturesHandler.MacHelpText": dataset.textWheelMac ?? "",
    "CooperativeGesturesHandler.MobileHelpText": dataset.textFingers ?? "",
  };
}

function open(element: HTMLElement, shown: { data: Features }): MapLibre {
  const { outlines = "" } = element.dataset;
  const colours = () => coloursAt(element);
  const style = () => styleOf(colours(), outlines, shown.data);
  const map = new MapLibre({
    container: element,
    style: style(),
    bounds: fitOf(element, shown.data),
    fitBoundsOptions: FIT,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    canvasContextAttributes: { preserveDrawingBuffer: true }, // a printer and a picture file read it back
    locale: wordsOf(element),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
  drawPlaces(map, colours);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style()));
  return map;
}

/** Where the data are: a map that stays when the page changes is told by the page, another by itself. */
function sourceOf(element: HTMLElement): string {
  const own = element.dataset.source ?? "";
  if (!element.closest("[hx-preserve]")) return own;
  return document.querySelector<HTMLElement>("[data-map-next]")?.dataset.mapNext ?? own;
}

/** Follows the page: when it names another source for this map, its data take the place of those drawn. */
function follow(shading: Shading, element: HTMLElement): void {
  const { map, shown } = shading;
  let source = sourceOf(element);
  document.addEventListener("htmx:afterSettle", () => {
    const named = sourceOf(element);
    if (!element.isConnected || named === source) return;
    source = named;
    void load(source).then((answer) => {
      shown.data = shaded(prepared(answer), scaleOf(element, answer));
      (map.getSource("data") as GeoJSONSource | undefined)?.setData(shown.data);
      showLegend(element, shown.data);
      showScales(shading, element);
      map.fitBounds(fitOf(element, shown.data), { ...FIT, animate: false });
    });
  });
}

/** The name of the chosen scale of boundaries, or of the first there is. */
function scaleOf(element: HTMLElement, data: Features): string {
  const scales = data.scales?.boundary ?? [];
  return (scales.find(({ name }) => name === element.dataset.scale) ?? scales[0])?.name ?? "";
}

/** Draws the map into `element`; without WebGL or data a note stands there instead and says where the same is to be found. */
export async function mountMap(element: HTMLElement): Promise<void> {
  if (!hasWebGL()) return giveWay(element, element.dataset.textNone);
  try {
    const [answer] = await Promise.all([load(sourceOf(element)), document.fonts.load(`12px "${FONT}"`)]);
    const shown = { data: prepared(answer) };
    element.hidden = false;
    tell(around(element, "[data-map-note]"), undefined);
    setWorkerUrl(workerUrl);
    chooseFirst(element, shown.data);
    const map = open(element, shown);
    const tip = tipOf(element);
    const shading: Shading = { map, shown, tell: (text) => (tip.textContent = text) };
    makeInteractive(map, element, tip);
    listenToLegend(map, element);
    showLegend(element, shown.data);
    showScales(shading, element);
    follow(shading, element);
    map.once("idle", () => (element.dataset.ready = ""));
  } catch (error) {
    giveWay(element, element.dataset.textFailed);
    console.error(error);
  }
}
