// One key per answer: `data-key="s"` on a button or link lets the key press it; "?" lists the keys of the page.

const WRITING = "input, textarea, select, [contenteditable], dialog[open] *";

function keyed(): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>("[data-key]");
  return [...all].filter((element) => element.checkVisibility());
}

function label(element: HTMLElement): string {
  const named = element.dataset.keyLabel ?? element.getAttribute("aria-label");
  if (named) return named;
  const copy = element.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

function row(element: HTMLElement): HTMLElement[] {
  const key = document.createElement("kbd");
  key.textContent = element.dataset.key ?? "";
  const term = document.createElement("dt");
  term.append(key);
  const meaning = document.createElement("dd");
  meaning.textContent = label(element);
  return [term, meaning];
}

function openHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  const list = dialog?.querySelector("[data-keys-list]");
  if (!dialog || !list || dialog.open) return;
  list.replaceChildren(...keyed().flatMap(row));
  dialog.showModal();
}

function press(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || target?.closest(WRITING)) return;
  if (event.key === "?" && keyed().length > 0) {
    event.preventDefault();
    openHelp();
    return;
  }
  const found = keyed().find((element) => element.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  found.click();
}

/** Shows the button that opens the list of keys, on pages that have any. */
export function showKeys(): void {
  const opener = document.querySelector<HTMLElement>("[data-keys-open]");
  if (opener) opener.hidden = document.querySelector("[data-key]") === null;
}

export function listenToKeys(): void {
  document.addEventListener("keydown", press);
  document.querySelector("[data-keys-open]")?.addEventListener("click", openHelp);
}
