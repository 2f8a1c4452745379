// The search page by keyboard: arrows go through what was found while the box keeps the focus; Enter opens the chosen one.

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#search-q");
}

function options(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#search-found [role=option]")];
}

function chosen(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#search-found [role=option][aria-selected=true]");
}

/** Chooses one; null: the box itself again. */
function choose(option: HTMLElement | null): void {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field()?.setAttribute("aria-activedescendant", option.id);
  else field()?.removeAttribute("aria-activedescendant");
}

/** One on, or back; before the first and behind the last is the box. */
function move(step: 1 | -1): void {
  const all = options();
  const at = chosen() ? all.indexOf(chosen()!) + step : step > 0 ? 0 : all.length - 1;
  choose(all[at] ?? null);
}

function press(event: KeyboardEvent): void {
  if (event.isComposing || event.target !== field()) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    chosen()!.click();
  } else if (event.key === "Escape" && chosen()) {
    event.preventDefault();
    choose(null);
  }
}

function settle(event: Event): void {
  if ((event.target as HTMLElement).id !== "search-found") return;
  choose(null);
  field()?.setAttribute("aria-expanded", String(options().length > 0));
}

export function listenToSearch(): void {
  if (!document.querySelector("[data-search]")) return;
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:afterSettle", settle);
}
