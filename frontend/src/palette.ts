// The palette: Ctrl+K, type, Enter. The server finds; here are only opening, arrows, and Enter on the first entry.
import htmx from "htmx.org";

const ENTRIES = "#palette-found .found-entry";

let opensFirst = false;

function dialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#palette");
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#palette-q");
}

function open(event: Event): void {
  const palette = dialog();
  const input = field();
  if (!palette || !input || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  palette.showModal();
  input.select();
  htmx.trigger(input, "palette:open", {});
}

function openFirst(): void {
  document.querySelector<HTMLElement>(ENTRIES)?.click();
}

/** One entry on, or back; above the first is the field. */
function move(step: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>(ENTRIES)];
  const at = entries.indexOf(document.activeElement as HTMLElement) + step;
  const next = at < 0 ? field() : entries[Math.min(at, entries.length - 1)];
  next?.focus();
}

function press(event: KeyboardEvent): void {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === field()) {
    event.preventDefault();
    // What is found for the last letters may still be on its way.
    if (field()!.value === document.querySelector<HTMLElement>("#palette-found")?.dataset.for) openFirst();
    else opensFirst = true;
  } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    field()?.focus();
  }
}

function settle(event: Event): void {
  const found = event.target;
  if (!(found instanceof HTMLElement) || found.id !== "palette-found") return;
  const { requestConfig } = (event as CustomEvent).detail as { requestConfig: { parameters: { q?: string } } };
  found.dataset.for = requestConfig.parameters.q ?? "";
  const status = document.querySelector("[data-palette-status]");
  const summary = found.querySelector<HTMLElement>("[data-found-summary]");
  if (status) status.textContent = summary?.dataset.foundSummary ?? "";
  if (opensFirst && found.dataset.for === field()?.value) {
    opensFirst = false;
    openFirst();
  }
}

export function listenToPalette(): void {
  const palette = dialog();
  if (!palette) return;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") open(event);
  });
  document.querySelector("[data-palette-open]")?.addEventListener("click", open);
  palette.querySelector("[data-palette-close]")?.addEventListener("click", () => palette.close());
  palette.addEventListener("keydown", press);
  palette.addEventListener("close", () => (opensFirst = false));
  palette.addEventListener("click", (event) => event.target === palette && palette.close());
  document.addEventListener("htmx:afterSettle", settle);
}
