// What a source of the map answers with, and what is computed from it for drawing.
import type { Feature, FeatureCollection, Geometry } from "geojson";

export const LAYERS = ["boundary", "hexagon", "symbol", "point", "place"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Properties {
  layer: Layer;
  label: string;
  value?: number;
  text?: string;
  href?: string;
  level?: "" | "coarse" | "fine";
  kind?: string;
  radius?: number;
  step?: number;
}

/** A way of colouring polygons: the classes that occur, from none on, and how many polygons are in each. */
export interface Scale {
  name: string;
  label: string;
  classes: { step: number; label: string; number: string }[];
}

export type Features = FeatureCollection<Geometry, Properties> & { scales?: Partial<Record<Layer, Scale[]>> };
export type Bounds = [number, number, number, number];

const LARGEST_RADIUS = 30;
const SMALLEST_RADIUS = 3;

/** The largest value of each layer; of circles, of each level, since a province's would hide all its communes. */
function largest(features: Features): Map<string, number> {
  const most = new Map<string, number>();
  for (const { properties } of features.features) {
    const name = scaleOf(properties);
    most.set(name, Math.max(most.get(name) ?? 0, properties.value ?? 0));
  }
  return most;
}

function scaleOf({ layer, level = "" }: Properties): string {
  return layer + level;
}

/** The features with `radius` of symbols: their area is proportional to the value. */
export function prepared(features: Features): Features {
  const most = largest(features);
  const prepare = (feature: Feature<Geometry, Properties>) => {
    const { value = 0, radius } = feature.properties;
    const top = most.get(scaleOf(feature.properties)) ?? 0;
    const share = top ? Math.max(value, 0) / top : 0;
    const scaled = Math.max(SMALLEST_RADIUS, LARGEST_RADIUS * Math.sqrt(share));
    const drawn = { radius: radius ?? scaled };
    return { ...feature, properties: { ...feature.properties, ...drawn } };
  };
  return { ...features, features: features.features.map(prepare) };
}

/** The features with the boundaries coloured by the scale of this name. */
export function shaded(features: Features, name: string): Features {
  const shade = (feature: Feature<Geometry, Properties>) => {
    const own = feature.properties as Properties & Record<string, number | string>;
    if (own.layer !== "boundary") return feature;
    return { ...feature, properties: { ...own, step: own[`step_${name}`] ?? 0, text: own[`text_${name}`] ?? "" } };
  };
  return { ...features, features: features.features.map(shade) as Features["features"] };
}

/** The smallest and the largest value of a layer, as written on the page where the source says how; null without values. */
export function range(features: Features, layer: Layer): [string, string] | null {
  const valued = features.features.filter(
    ({ properties }) => properties.layer === layer && properties.level !== "fine" && properties.value !== undefined,
  );
  if (valued.length === 0) return null;
  valued.sort((a, b) => a.properties.value! - b.properties.value!);
  const written = ({ properties }: Feature<Geometry, Properties>) =>
    properties.text ?? properties.value!.toLocaleString(document.documentElement.lang);
  return [written(valued[0]!), written(valued.at(-1)!)];
}

function positions(geometry: Geometry): number[][] {
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(positions);
  const flat: unknown[] = geometry.coordinates.flat(3);
  const numbers = flat.filter((value): value is number => typeof value === "number");
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
}

/** West, south, east, north of what is recorded; of the places alone where nothing is; null without either. */
export function boundsOf(features: Features): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90];
  const recorded = features.features.filter(({ properties }) => properties.layer !== "place");
  const seen = recorded.length > 0 ? recorded : features.features;
  for (const [lon, lat] of seen.flatMap((feature) => positions(feature.geometry))) {
    bounds[0] = Math.min(bounds[0], lon!);
    bounds[1] = Math.min(bounds[1], lat!);
    bounds[2] = Math.max(bounds[2], lon!);
    bounds[3] = Math.max(bounds[3], lat!);
  }
  return bounds[0] <= bounds[2] ? bounds : null;
}
