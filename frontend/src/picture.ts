// The picture under the fingers: what narrows it changes the page in place, the map stays, and the number is said aloud.
import htmx from "htmx.org";

const PAGE = "content";

/** What was chosen on the map is asked for as if its link had been pressed. */
function choose(event: Event): void {
  const choices = document.querySelector("[data-map-next]");
  const href = (event as CustomEvent<string>).detail;
  if (!choices || !href.startsWith(window.location.pathname)) return;
  event.preventDefault();
  const link = document.createElement("a");
  link.href = href;
  link.setAttribute("hx-boost", "true");
  choices.replaceChildren(link);
  htmx.process(link);
  link.click();
}

function sayNumber(region: HTMLElement): void {
  const lead = document.querySelector<HTMLElement>(".figure-lead");
  const parts = [".figure-label", ".figure-value"].map((name) => lead?.querySelector(name)?.textContent?.trim());
  region.textContent = lead ? parts.join(": ") : (document.querySelector(".empty strong")?.textContent ?? "");
}

export function listenToPicture(): void {
  if (!document.querySelector("[data-picture]")) return;
  const region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  document.addEventListener("map:choose", choose);
  document.addEventListener("htmx:afterSettle", (event) => {
    const settled = document.getElementById(PAGE);
    if (!(event.target instanceof Element) || event.target.id !== PAGE || !settled) return;
    if (document.activeElement === document.body) settled.focus({ preventScroll: true });
    sayNumber(region);
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}
