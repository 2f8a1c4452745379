// Menus: `details.menu`. A press beside one, Escape, or the focus going elsewhere closes it; arrows go through it.

const OPEN = "details.menu[open]";
const ITEMS = ".menu-list :is(a, button)";

function close(menu: HTMLDetailsElement, focusStays: boolean): void {
  menu.open = false;
  if (focusStays) menu.querySelector("summary")?.focus();
}

/** Closes every open menu that does not hold the element. */
function closeOthers(element: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (!(element instanceof Node && menu.contains(element))) close(menu, false);
  }
}

/** One on, or back, from the summary into the list and round it. */
function move(menu: HTMLDetailsElement, step: 1 | -1): void {
  const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length;
  items[next]?.focus();
}

function press(event: KeyboardEvent): void {
  const menu = event.target instanceof Element ? event.target.closest<HTMLDetailsElement>("details.menu") : null;
  if (event.key === "Escape" && document.querySelector(OPEN)) {
    event.preventDefault();
    const open = menu?.open ? menu : document.querySelector<HTMLDetailsElement>(OPEN)!;
    close(open, true);
  } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    menu.open = true;
    move(menu, event.key === "ArrowDown" ? 1 : -1);
  }
}

export function listenToMenus(): void {
  document.addEventListener("pointerdown", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    const item = event.target instanceof Element ? event.target.closest(ITEMS) : null;
    const menu = item?.closest<HTMLDetailsElement>("details.menu");
    if (menu) close(menu, false);
  });
}
