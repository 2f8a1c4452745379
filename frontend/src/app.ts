// The one script of every page: htmx, keys, and islands that are loaded only where a page has one.
import htmx from "htmx.org";

import { listenToKeys } from "./keys";
import { goOnAfterMend } from "./mend";
import { listenToPalette } from "./palette";

async function mountIslands(root: ParentNode): Promise<void> {
  const maps = root.querySelectorAll<HTMLElement>('[data-island="map"]:not([data-mounted])');
  if (maps.length === 0) return;
  const { mountMap } = await import("./map");
  for (const element of maps) {
    element.dataset.mounted = "";
    void mountMap(element);
  }
}

listenToKeys();
listenToPalette();
goOnAfterMend();
htmx.onLoad((element) => void mountIslands(element.parentElement ?? document));
