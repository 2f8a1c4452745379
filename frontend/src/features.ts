// What a source of the map answers with, and what is computed from it for drawing.
import type { Feature, FeatureCollection, Geometry } from "geojson";

export const LAYERS = ["boundary", "hexagon", "symbol", "point"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Properties {
  layer: Layer;
  label: string;
  value?: number;
  text?: string;
  href?: string;
  radius?: number;
  step?: number;
}

export type Features = FeatureCollection<Geometry, Properties>;
export type Bounds = [number, number, number, number];

const LARGEST_RADIUS = 30;
const SMALLEST_RADIUS = 3;
const STEPS = 5;

function largest(features: Features, layer: Layer): number {
  return features.features
    .filter((feature) => feature.properties.layer === layer)
    .reduce((most, feature) => Math.max(most, feature.properties.value ?? 0), 0);
}

/** The features with `radius` of symbols (area proportional to the value) and `step` 1..5 of coloured polygons (logarithmic). */
export function prepared(features: Features): Features {
  const most = Object.fromEntries(LAYERS.map((layer) => [layer, largest(features, layer)]));
  const prepare = (feature: Feature<Geometry, Properties>) => {
    const { layer, value = 0, radius } = feature.properties;
    const share = most[layer] ? Math.max(value, 0) / most[layer]! : 0;
    const scaled = Math.max(SMALLEST_RADIUS, LARGEST_RADIUS * Math.sqrt(share));
    const step = Math.ceil((STEPS * Math.log1p(value)) / Math.log1p(most[layer] || 1));
    const drawn = { radius: radius ?? scaled, step: value > 0 ? Math.min(Math.max(step, 1), STEPS) : 0 };
    return { ...feature, properties: { ...feature.properties, ...drawn } };
  };
  return { ...features, features: features.features.map(prepare) };
}

/** The smallest and the largest value of a layer, as written on the page where the source says how; null without values. */
export function range(features: Features, layer: Layer): [string, string] | null {
  const valued = features.features.filter(
    ({ properties }) => properties.layer === layer && properties.value !== undefined,
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

/** West, south, east, north of all features; null when there are none. */
export function boundsOf(features: Features): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90];
  for (const [lon, lat] of features.features.flatMap((feature) => positions(feature.geometry))) {
    bounds[0] = Math.min(bounds[0], lon!);
    bounds[1] = Math.min(bounds[1], lat!);
    bounds[2] = Math.max(bounds[2], lon!);
    bounds[3] = Math.max(bounds[3], lat!);
  }
  return bounds[0] <= bounds[2] ? bounds : null;
}
