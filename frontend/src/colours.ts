// Colours of the map, read from the custom properties of the design so that both themes hold.

const NAMES = {
  sea: "--map-sea",
  land: "--map-land",
  outline: "--map-outline",
  country: "--map-country",
  symbol: "--vermilion",
  point: "--series-3",
  boundary: "--accent",
  border: "--bad",
  ink: "--ink",
  halo: "--surface",
  ramp1: "--ramp-1",
  ramp2: "--ramp-2",
  ramp3: "--ramp-3",
  ramp4: "--ramp-4",
  ramp5: "--ramp-5",
} as const;

export type Colours = Record<keyof typeof NAMES, string>;

/** The colours as they are in force at `element`; `light-dark()` is resolved by asking for a computed colour. */
export function coloursAt(element: HTMLElement): Colours {
  const probe = document.createElement("span");
  element.append(probe);
  const entries = Object.entries(NAMES).map(([name, property]) => {
    probe.style.color = `var(${property})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Colours;
}
