// Keys. `data-key="s"` on a button or link lets the key press it; `g` and then the `data-go` of a link opens that;
// `j` and `k` go through the rows of tables; "/" leads to the filters; "?" lists them all. Single keys can be turned
// off (WCAG 2.1.4): speech input would press them by accident.

const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open] *";
const ROWS = "main table.data tbody tr";
const OPENS = "a[href], button, summary";
const FIRST_FILTER = "main :is(.filters, [role=search]) :is(input:not([type=hidden]), select)";
const FOLD = "main .filters-fold";
const GO_WAIT_MS = 2000;
const KEPT = "cotmoc:single-keys";

let goes: ReturnType<typeof setTimeout> | undefined;

function seen(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
}

function areOn(): boolean {
  return localStorage.getItem(KEPT) !== "off";
}

function label(element: HTMLElement): string {
  const named = element.dataset.keyLabel ?? element.getAttribute("aria-label");
  if (named) return named;
  const copy = element.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

function entry(element: HTMLElement): HTMLElement[] {
  const key = document.createElement("kbd");
  key.textContent = (element.dataset.key ?? "").replace("ArrowLeft", "←").replace("ArrowRight", "→");
  const term = document.createElement("dt");
  term.append(key);
  const meaning = document.createElement("dd");
  meaning.textContent = label(element);
  return [term, meaning];
}

function rows(): HTMLElement[] {
  return seen(ROWS).filter((row) => row.querySelector(OPENS));
}

function openHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  if (!dialog || dialog.open) return;
  const keyed = seen("[data-key]");
  dialog.querySelector("[data-keys-list]")?.replaceChildren(...keyed.flatMap(entry));
  dialog.querySelector<HTMLElement>("[data-keys-here]")!.hidden = keyed.length === 0;
  dialog.querySelector<HTMLElement>("[data-keys-lists]")!.hidden = rows().length === 0;
  dialog.showModal();
}

function goThroughRows(step: 1 | -1): boolean {
  const all = rows();
  const current = document.activeElement?.closest("tr");
  const at = current ? all.indexOf(current) : -1;
  const next = at < 0 ? all[0] : all[at + step];
  next?.querySelector<HTMLElement>(OPENS)?.focus();
  return all.length > 0;
}

function press(selector: string): boolean {
  const found = seen(selector)[0];
  found?.click();
  return found !== undefined;
}

/** Waits for the letter of a page, shown beside each, or waits no longer. */
function waitForGo(waits: boolean): void {
  clearTimeout(goes);
  goes = waits ? setTimeout(() => waitForGo(false), GO_WAIT_MS) : undefined;
  document.querySelector(".site-nav")?.classList.toggle("shows-go", waits);
}

function toFilters(): boolean {
  const fold = document.querySelector<HTMLDetailsElement>(FOLD);
  if (fold?.querySelector("summary")?.checkVisibility()) fold.open = true;
  const field = seen(FIRST_FILTER)[0];
  field?.focus();
  return field !== undefined;
}

/** Does what the key stands for on this page; false when it stands for nothing. */
function answer(key: string): boolean {
  const waited = goes !== undefined;
  waitForGo(false);
  if (waited && press(`[data-go="${CSS.escape(key)}"]`)) return true;
  if (press(`[data-key="${CSS.escape(key)}"]`)) return true;
  if (key === "j") return goThroughRows(1);
  if (key === "k") return goThroughRows(-1);
  if (key === "/") return toFilters();
  if (key === "g") waitForGo(true);
  return key === "g";
}

function listen(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (target?.closest(WRITING) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") openHelp();
  else if (!areOn() || !answer(event.key)) return;
  event.preventDefault();
}

/** Listens to the keys, and shows the button that lists them. */
export function listenToKeys(): void {
  document.addEventListener("keydown", listen);
  const opener = document.querySelector<HTMLElement>("[data-keys-open]");
  opener?.addEventListener("click", openHelp);
  if (opener) opener.hidden = false;
  const keySwitch = document.querySelector<HTMLInputElement>("[data-keys-switch]");
  if (!keySwitch) return;
  keySwitch.checked = areOn();
  keySwitch.addEventListener("change", () => localStorage.setItem(KEPT, keySwitch.checked ? "on" : "off"));
}
