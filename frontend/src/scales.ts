// The classes of the legend: the colours with their bounds and numbers; one that is pointed at or chosen stands out on the map.
import type { ExpressionSpecification, Map as MapLibre } from "maplibre-gl";

import type { Features, Layer, Scale } from "./features";

const SVG = "http://www.w3.org/2000/svg";
const OPAQUE: Partial<Record<Layer, number>> = { boundary: 0.75, hexagon: 0.85 };
const FAINT = 0.12;
/** As many areas of a class are named beside the map. */
const MOST_NAMED = 12;

export interface Shading {
  map: MapLibre;
  shown: { data: Features };
  tell: (text: string) => void;
}

function swatch(step: number): SVGSVGElement {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 24 16");
  drawn.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "rect");
  shape.setAttribute("class", step ? `swatch ramp-${step}` : "swatch swatch-none");
  for (const [name, value] of Object.entries({ x: 1, y: 1, width: 22, height: 14 })) shape.setAttribute(name, `${value}`);
  drawn.append(shape);
  return drawn;
}

/** The areas of a class with their values, the largest first. */
function named(data: Features, layer: Layer, step: number): string {
  const found = data.features.filter(({ properties }) => properties.layer === layer && (properties.step ?? 0) === step);
  const words = found.map(({ properties: { label, text } }) => (text ? `${label}: ${text}` : label));
  return words.slice(0, MOST_NAMED).join("; ") + (words.length > MOST_NAMED ? "; …" : "");
}

/** Lets one class stand out, or none; says which areas are in it. */
function bringOut({ map, shown, tell }: Shading, layer: Layer, step: number | undefined): void {
  const full = OPAQUE[layer] ?? 1;
  if (map.getLayer(layer)) {
    const only: ExpressionSpecification = ["case", ["==", ["coalesce", ["get", "step"], 0], step ?? 0], full, FAINT];
    map.setPaintProperty(layer, "fill-opacity", step === undefined ? full : only);
  }
  tell(step === undefined ? "" : named(shown.data, layer, step));
}

function button(shading: Shading, layer: Layer, { step, label, number }: Scale["classes"][number]): HTMLLIElement {
  const item = document.createElement("li");
  const pressed = document.createElement("button");
  pressed.type = "button";
  pressed.className = "map-class";
  pressed.setAttribute("aria-pressed", "false");
  const count = document.createElement("span");
  count.className = "soft";
  count.textContent = `(${number})`;
  pressed.append(swatch(step), label, " ", count);
  const standing = () => item.parentElement?.querySelector<HTMLElement>("[aria-pressed=true]")?.dataset.step;
  const back = () => bringOut(shading, layer, standing() === undefined ? undefined : Number(standing()));
  pressed.dataset.step = `${step}`;
  for (const name of ["pointerenter", "focus"]) pressed.addEventListener(name, () => bringOut(shading, layer, step));
  for (const name of ["pointerleave", "blur"]) pressed.addEventListener(name, back);
  pressed.addEventListener("click", () => {
    const stood = pressed.getAttribute("aria-pressed") === "true";
    for (const each of item.parentElement?.querySelectorAll("button") ?? []) each.setAttribute("aria-pressed", "false");
    pressed.setAttribute("aria-pressed", String(!stood));
    bringOut(shading, layer, stood ? undefined : step);
  });
  item.append(pressed);
  return item;
}

/** Shows the classes of a scale in its place of the legend. */
export function showClasses(shading: Shading, place: HTMLElement, layer: Layer, scale: Scale): void {
  const list = document.createElement("ul");
  list.className = "map-classes";
  list.setAttribute("aria-label", scale.label);
  list.append(...scale.classes.map((each) => button(shading, layer, each)));
  place.replaceChildren(list);
}

/** Lets one choose between scales, where there are several. */
export function offerScales(place: HTMLElement, scales: Scale[], current: string, choose: (scale: Scale) => void): void {
  const choices = scales.map((scale) => {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "map-scale";
    radio.value = scale.name;
    radio.checked = scale.name === current;
    radio.addEventListener("change", () => choose(scale));
    label.append(radio, scale.label);
    return label;
  });
  const only = document.createElement("span");
  only.textContent = scales[0]?.label ?? "";
  place.replaceChildren(...(choices.length > 1 ? choices : [only]));
}
