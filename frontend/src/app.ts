// The one script of every page: htmx, keys, and islands that are loaded only where a page has one.
import htmx from "htmx.org";

import { listenToKeys } from "./keys";
import { goOnAfterMend } from "./mend";
import { listenToMenus } from "./menus";
import { listenToPalette } from "./palette";
import { listenToPicture } from "./picture";
import { listenToReview, lookAheadIn } from "./review";
import { listenToSearch } from "./search";

/** A map is half a megabyte: it is fetched when it is nearly seen, after what the page is read for. */
const nearlySeen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      const element = target.querySelector<HTMLElement>("[data-island=map]");
      if (!isIntersecting || !element) continue;
      nearlySeen.unobserve(target);
      void import("./map").then(({ mountMap }) => mountMap(element));
    }
  },
  { rootMargin: "300px" },
);

function mountIslands(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-island=map]:not([data-mounted])")) {
    element.dataset.mounted = "";
    nearlySeen.observe(element.parentElement!); // the canvas itself takes no room before it is drawn
  }
}

async function mountSheets(root: ParentNode): Promise<void> {
  const sheet = root.querySelector<HTMLElement>("[data-sheet]:not([data-sheet-ready])");
  if (sheet) (await import("./log")).mountSheet(sheet);
}

function listenToPrint(): void {
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
}

/** A part of a page that was exchanged may have done a step of the tour. */
document.addEventListener("htmx:afterSettle", (event) => {
  const tour = document.querySelector<HTMLElement>("#tour");
  const isOfTask = event.target instanceof Element && event.target.closest("#tour, dialog, datalist, #picture-head, #picture-first") === null;
  if (tour?.dataset.tour && isOfTask) void htmx.ajax("get", tour.dataset.tour, { target: tour, swap: "outerHTML" });
});

listenToKeys();
listenToMenus();
listenToPalette();
listenToPrint();
listenToSearch();
listenToReview();
goOnAfterMend();
listenToPicture();
htmx.onLoad((element) => {
  mountIslands(element.parentElement ?? document);
  void mountSheets(document);
  if (element instanceof Element) lookAheadIn(element);
});
