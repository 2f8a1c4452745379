// The picture under the fingers: what narrows it brings the figures first and the rest after them; the map stays, the
// focus stays, and the number is said aloud. Going back goes the same way. See docs/adr/0017-figures-first.md.
import htmx from "htmx.org";

const FIRST = "picture-first";
const REST = "picture-rest";

function part(id: string): HTMLElement | null {
  return document.getElementById(id);
}

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

/** The filter bar stays and says what is shown: what the address names, and the area by its name. */
function showFilters(): void {
  const fold = document.querySelector<HTMLDetailsElement>("[data-picture] .filters-fold");
  const asked = new URLSearchParams(window.location.search);
  if (!fold) return;
  for (const field of fold.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")) {
    const value = field.name === "where" ? (part(FIRST)?.dataset.where ?? "") : (asked.get(field.name) ?? "");
    if (field.name === "known_at") (field as HTMLInputElement).type = value.startsWith("r") ? "text" : "datetime-local";
    if (field.value !== value) field.value = value;
  }
  const values = [...document.querySelectorAll(`#${FIRST} .chip strong`)].map((each) => each.textContent ?? "");
  fold.querySelector(".fold-values")!.textContent = values.join(" · ");
  if (fold.querySelector("summary")?.checkVisibility()) fold.open = false;
}

function text(selector: string): string {
  return document.querySelector(selector)?.textContent?.trim() ?? "";
}

function sayNumber(region: HTMLElement): void {
  const number = `${text(".figure-lead .figure-label")}: ${text(".figure-lead .figure-value")}`;
  region.textContent = [text("h1"), text(".empty strong") || number].join(". ");
}

/** The first part stands: what is below it is still of the question before, and says so until its own has come. */
function showFirst(region: HTMLElement): void {
  part(REST)?.setAttribute("aria-busy", "true");
  if (document.activeElement === document.body || document.activeElement?.closest(`#${REST} table`)) {
    part("content")?.focus({ preventScroll: true });
  }
  showFilters();
  renewReturns();
  sayNumber(region);
}

/** What did not come is asked for as any page is, so that the browser says what is wrong, and no old number stays. */
function giveWay(event: Event): void {
  const { target, pathInfo } = (event as CustomEvent).detail as { target?: Element; pathInfo?: { requestPath: string } };
  if (target?.id === FIRST && pathInfo) window.location.assign(pathInfo.requestPath);
  if (target?.id === REST) window.location.reload();
}

/** Back and forward between pictures. Listens before htmx does, which would fetch and exchange the whole page. */
function listenToHistory(): void {
  let shown = window.location.pathname + window.location.search;
  document.addEventListener("htmx:pushedIntoHistory", () => (shown = window.location.pathname + window.location.search));
  window.addEventListener("popstate", (event) => {
    const { pathname, search } = window.location;
    event.stopImmediatePropagation();
    if (shown === pathname + search) return;
    shown = pathname + search;
    void htmx.ajax("get", shown, { source: "[data-picture]", target: `#${FIRST}` });
  });
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
  listenToHistory();
  document.addEventListener("map:choose", choose);
  document.addEventListener("htmx:afterSwap", (event) => {
    if ((event.target as Element).id === FIRST) showFirst(region);
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, giveWay);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-print]")) window.print();
    const link = target?.closest<HTMLAnchorElement>("a[data-png]");
    if (!link) return;
    event.preventDefault();
    keepAsPng(link);
  });
}
