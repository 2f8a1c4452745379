// A log sheet: fields that complete as one types, notes tied to their fields, and a sheet that is recorded by one key.

interface Option {
  value: string;
  label: string;
  note: string;
}

const WAIT_MS = 60;
let lists = 0;

/** A text field with the list of its completions, after the pattern of an editable combobox with automatic choice. */
class Combobox {
  private readonly list = document.createElement("ul");
  private options: Option[] = [];
  private active = -1;
  private timer = 0;
  private asked = new AbortController();
  private isWritten = false;

  constructor(private readonly input: HTMLInputElement) {
    this.list.className = "completions";
    this.list.id = `completions-${++lists}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    input.after(this.list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.written());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => this.pointed(event));
  }

  private written(): void {
    this.isWritten = true;
    this.asked.abort();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    const asked = (this.asked = new AbortController());
    const address = `${this.input.dataset["completes"]}?q=${encodeURIComponent(this.input.value)}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      const found = (await answer.json()) as { options: Option[] };
      if (!asked.signal.aborted && document.activeElement === this.input) this.show(found.options);
    } catch (error) {
      if (!asked.signal.aborted) console.warn(error);
    }
  }

  private show(options: Option[]): void {
    this.options = options.filter((option) => option.value !== this.input.value);
    this.list.replaceChildren(...this.options.map((option, at) => this.row(option, at)));
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(this.input.value.trim() && this.options.length ? 0 : -1);
  }

  private row(option: Option, at: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${at}`;
    row.setAttribute("role", "option");
    row.append(option.label);
    if (option.note) {
      const note = document.createElement("small");
      note.textContent = option.note;
      row.append(note);
    }
    return row;
  }

  private activate(at: number): void {
    this.active = at;
    [...this.list.children].forEach((row, each) => row.setAttribute("aria-selected", String(each === at)));
    const row = this.list.children[at];
    if (row) {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) void this.ask();
      else this.activate((this.active + (key === "ArrowDown" ? 1 : this.options.length - 1)) % this.options.length);
    } else if (key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (key === "Enter" && this.choose()) event.preventDefault();
    else if (key === "Tab" && !event.shiftKey && this.isWritten) this.choose();
  }

  private pointed(event: MouseEvent): void {
    event.preventDefault();
    const row = event.target instanceof Element ? event.target.closest("li") : null;
    if (!row) return;
    this.activate([...this.list.children].indexOf(row));
    this.choose();
  }

  /** Takes the active completion, if there is one, into the field. */
  private choose(): boolean {
    const option = this.list.hidden ? undefined : this.options[this.active];
    if (!option) return false;
    this.input.value = option.value;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  private close(): void {
    this.asked.abort();
    window.clearTimeout(this.timer);
    this.isWritten = false;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function mountFields(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-completes]:not([role])")) new Combobox(input);
}

/** Says of every field whether its notes call it wrong. */
function markFields(sheet: HTMLElement): void {
  for (const notes of sheet.querySelectorAll<HTMLElement>("[data-notes-of]")) {
    const field = document.getElementById(notes.dataset["notesOf"] ?? "");
    if ("wrong" in notes.dataset) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
}

function pressedInSheet(event: KeyboardEvent, sheet: HTMLElement): void {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    sheet.querySelector<HTMLElement>("[data-record]")?.click();
  } else if (event.target instanceof HTMLInputElement && event.target.type !== "file" && !event.defaultPrevented) {
    event.preventDefault(); // a sheet is looked at as it is written; Enter must not load the page anew
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Makes a sheet complete its fields; what htmx puts into it later, too. */
export function mountSheet(sheet: HTMLElement): void {
  sheet.dataset["sheetReady"] = "";
  mountFields(sheet);
  sheet.addEventListener("keydown", (event) => pressedInSheet(event, sheet));
  document.addEventListener("htmx:afterSettle", () => mountFields(sheet));
  document.addEventListener("htmx:afterRequest", () => markFields(sheet));
}
