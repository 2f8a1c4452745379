// The search page by keyboard: from the box down into what was found, up again; Enter opens, as links do.

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#search-q");
}

function move(step: 1 | -1): void {
  const hits = [...document.querySelectorAll<HTMLElement>("#search-found .hit-link")];
  const at = hits.indexOf(document.activeElement as HTMLElement) + step;
  (at < 0 ? field() : hits[Math.min(at, hits.length - 1)])?.focus();
}

export function listenToSearch(): void {
  if (!document.querySelector("[data-search]")) return;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const at = document.activeElement;
    if (at !== field() && !at?.matches(".hit-link")) return;
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  });
}
