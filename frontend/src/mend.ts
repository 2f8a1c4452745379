// Corrections in place: when one is kept, the writing mark goes to the next wrong cell, so that no hand leaves the keys.

const WRONG = "form[data-mend] [aria-invalid=true]";

function nextWrong(record: Element): HTMLElement | undefined {
  const own = record.querySelector<HTMLElement>(WRONG);
  if (own) return own;
  const all = [...document.querySelectorAll<HTMLElement>(WRONG)];
  const after = Node.DOCUMENT_POSITION_FOLLOWING;
  return all.find((cell) => record.compareDocumentPosition(cell) & after) ?? all[0];
}

export function goOnAfterMend(): void {
  document.addEventListener("htmx:afterSettle", (event) => {
    const record = event.target instanceof Element ? event.target.closest(".record") : null;
    if (!record?.id.startsWith("record-")) return;
    const cell = nextWrong(document.getElementById(record.id) ?? record);
    if (cell) cell.focus();
    else document.querySelector<HTMLElement>("#pending button")?.focus();
  });
}
