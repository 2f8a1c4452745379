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

/** What leads back to this page leads to what it shows now: forms outside of what was changed still name the old address. */
function renewReturns(): void {
  const { pathname, search } = window.location;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type="hidden"][name="next"]')) {
    field.value = pathname + search;
  }
}

function sayNumber(region: HTMLElement): void {
  const lead = document.querySelector<HTMLElement>(".figure-lead");
  const parts = [".figure-label", ".figure-value"].map((name) => lead?.querySelector(name)?.textContent?.trim());
  region.textContent = lead ? parts.join(": ") : (document.querySelector(".empty strong")?.textContent ?? "");
}

/** A drawing of the server as a PNG of twice its size, made here: what the page may show it may also keep. */
function keepAsPng(link: HTMLAnchorElement): void {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      if (!blob) return;
      const kept = document.createElement("a");
      kept.href = URL.createObjectURL(blob);
      kept.download = link.dataset.png ?? "";
      kept.click();
      URL.revokeObjectURL(kept.href);
    }, "image/png");
  });
  image.src = link.href;
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
    renewReturns();
    sayNumber(region);
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-print]")) window.print();
    const link = target?.closest<HTMLAnchorElement>("a[data-png]");
    if (!link) return;
    event.preventDefault();
    keepAsPng(link);
  });
}
