// Reviewing by keys: the next pair is fetched while this one is read, so that it stands there the moment an answer is
// given. The answer travels behind it, one after the other; where it is refused, the page goes to what the server says.
import htmx from "htmx.org";

const OWN = "#pair form[data-answer]";

let ahead: Promise<string> | undefined;
let sent: Promise<void> = Promise.resolve();

function pair(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#pair");
}

async function part(address: string, options: RequestInit, name: string): Promise<Response> {
  return fetch(address, { ...options, headers: { "X-Part": name }, redirect: "error" });
}

/** Begins to fetch the pair after this one; without one, answers are sent as forms are. */
function lookAhead(): void {
  const next = pair()?.dataset.next;
  ahead = next ? part(next, {}, "pair").then((answer) => (answer.ok ? answer.text() : Promise.reject(answer))) : undefined;
  ahead?.catch(() => undefined); // told of when it is wanted
}

async function send(form: HTMLFormElement, body: FormData): Promise<void> {
  const answer = await part(form.action, { method: "POST", body }, "bar");
  const bar = document.querySelector<HTMLElement>("#review-bar");
  if (answer.ok && bar) htmx.swap(bar, await answer.text(), { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  else location.assign(answer.headers.get("X-Go-To") ?? form.action.replace(/\d+\/answer\/$/, ""));
}

function show(html: string): void {
  const old = pair();
  if (!old) return;
  const hadFocus = old.contains(document.activeElement);
  htmx.swap(old, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  const address = pair()?.dataset.address;
  if (address) history.replaceState(null, "", address);
  window.scrollTo({ top: 0 });
  if (hadFocus) document.querySelector<HTMLElement>("#pair-title")?.focus({ preventScroll: true });
}

async function goOn(form: HTMLFormElement, next: Promise<string>): Promise<void> {
  const body = new FormData(form);
  sent = sent.then(() => send(form, body)).catch(() => location.reload());
  try {
    show(await next);
  } catch {
    await sent;
    location.assign(form.action.replace(/\d+\/answer\/$/, ""));
  }
}

function answer(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(OWN)) return;
  const shown = form.closest<HTMLElement>("#pair")!;
  if (ahead === undefined && shown.dataset.answered === undefined) return;
  event.preventDefault();
  if (shown.dataset.answered !== undefined || ahead === undefined) return;
  shown.dataset.answered = "";
  const next = ahead;
  ahead = undefined;
  void goOn(form, next);
}

/** Listens to answers; called once, while `lookAheadIn` is called for whatever comes onto the page. */
export function listenToReview(): void {
  document.addEventListener("submit", answer);
}

/** Looks ahead when what came onto the page is, or holds, a pair. */
export function lookAheadIn(element: Element): void {
  if (element.matches("#pair") || element.querySelector("#pair")) lookAhead();
}
