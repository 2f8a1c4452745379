// Reviewing by keys: the next pair is fetched while this one is read, so that it stands there the moment an answer is
// given. The answer travels behind it, one after the other; where it is refused, the page goes to what the server says.
import htmx from "htmx.org";

const OWN = "#pair form[data-answer]";

let ahead: Promise<string> | undefined;
let sent: Promise<void> = Promise.resolve();
let underWay = 0;

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
  underWay += 1;
  sent = sent
    .then(() => send(form, body))
    .catch(() => location.reload())
    .finally(() => (underWay -= 1));
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
  const isFirst = shown.dataset.answered === undefined;
  if (isFirst && ahead === undefined && underWay === 0) return;
  event.preventDefault();
  if (!isFirst) return;
  shown.dataset.answered = "";
  const next = ahead;
  ahead = undefined;
  if (next) void goOn(form, next);
  else void sent.then(() => form.submit()); // the last of the queue is sent as forms are, once those before it arrived
}

/** Undoing waits until the answers before it have arrived: it takes back the last that the server knows. */
function undoInTurn(event: Event): void {
  const { elt, issueRequest } = (event as CustomEvent<{ elt: Element; issueRequest: (skip: boolean) => void }>).detail;
  if (underWay === 0 || !elt.closest("#review-bar")) return;
  event.preventDefault();
  void sent.then(() => issueRequest(true));
}

/** Listens to answers; called once, while `lookAheadIn` is called for whatever comes onto the page. */
export function listenToReview(): void {
  document.addEventListener("submit", answer);
  document.addEventListener("htmx:confirm", undoInTurn);
  window.addEventListener("beforeunload", (event) => {
    if (underWay > 0) event.preventDefault(); // the browser asks before an answer is lost
  });
}

/** Looks ahead when what came onto the page is, or holds, a pair. */
export function lookAheadIn(element: Element): void {
  if (element.matches("#pair") || element.querySelector("#pair")) lookAhead();
}
