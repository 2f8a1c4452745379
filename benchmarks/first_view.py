"""How soon a page stands in the browser, and how soon it answers, on the whole demonstration.

    python -m benchmarks.first_view [--rounds 7] [--write]

Loads the demonstration into a throw-away folder, serves it, and opens its pages in Debian's Chromium: each round in a
fresh session with nothing kept. What stands is told by the browser itself (first and largest contentful paint), what
answers is timed from the press of a key or button to the frame in which the answer is drawn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.documents import machine, put_section
from tools.screenshots import served, started

ACCOUNT = "phan-tich"
PAGES = {
    "the picture": "/picture/",
    "list of incidents": "/lists/incidents/",
    "review": "/review/",
    "files in": "/files/",
    "areas": "/areas/",
    "search": "/search/",
    "published figures": "/published/",
}
PAINTS = """() => new Promise(done => {
    const largest = [];
    new PerformanceObserver(list => largest.push(...list.getEntries()))
        .observe({type: 'largest-contentful-paint', buffered: true});
    setTimeout(() => done([
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, largest.at(-1)?.startTime ?? 0,
    ]), 200);
})"""
#: From the press to the frame after what htmx has put into the page has settled.
ANSWER = """selector => new Promise(done => {
    const button = document.querySelector(selector);
    document.addEventListener('htmx:afterSettle', () => requestAnimationFrame(
        () => setTimeout(() => done(performance.now() - began))), {once: true});
    const began = performance.now();
    button.click();
})"""
#: From the press to the frame after it, for what the page does by itself.
FRAME = """selector => new Promise(done => {
    const began = performance.now();
    document.querySelector(selector).click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""
ANSWERS = {
    "the picture narrowed to an area": (ANSWER, "/picture/", "#areas-table a[hx-boost]"),
    "the picture of last year": (ANSWER, "/picture/", ".periods li:nth-last-child(2) a"),
    "the sheet of keys opened": (FRAME, "/picture/", "[data-keys-open]"),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """What was timed, in milliseconds, one number for each round."""

    name: str
    times_ms: tuple[float, ...]

    @property
    def line(self) -> str:
        """Its line in the table."""
        return f"| {self.name} | {median(self.times_ms):,.0f} | {max(self.times_ms):,.0f} |"


def main() -> None:
    """Times everything, prints it, and writes the document if asked."""
    parser = argparse.ArgumentParser(prog="benchmarks.first_view")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with served() as address, started() as browser:
        _opened(browser, address).context.close()  # what a server makes at its first page is made
        lines = [*_report(browser, address, options.rounds)]
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "first view", "\n".join(lines))


def _report(browser: Browser, address: str, rounds: int) -> Iterator[str]:
    yield "## The first view, and the answer to a press"
    yield ""
    yield (
        f"The whole demonstration, analyst's account, {rounds} rounds with nothing kept by the browser; "
        f"browser and server on one machine. {machine()}. `python -m benchmarks.first_view`"
    )
    yield ""
    yield "| first contentful paint | median, ms | longest, ms |"
    yield "|---|---:|---:|"
    largest = []
    for name, path in PAGES.items():
        paints = [_paints(browser, address, path) for _ in range(rounds)]
        yield Timed(name, tuple(first for first, _ in paints)).line
        largest.append(Timed(name, tuple(last for _, last in paints)))
    yield ""
    yield "| largest contentful paint | median, ms | longest, ms |"
    yield "|---|---:|---:|"
    yield from (timed.line for timed in largest)
    yield ""
    yield "| press to answer drawn | median, ms | longest, ms |"
    yield "|---|---:|---:|"
    for name, (script, path, selector) in ANSWERS.items():
        yield Timed(name, _answers(browser, address + path, (script, selector), rounds)).line


def _opened(browser: Browser, address: str) -> Page:
    """A page of a fresh session, signed in."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{address}/sign-in/")
    page.locator("button", has_text=ACCOUNT).click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def _paints(browser: Browser, address: str, path: str) -> Sequence[float]:
    """First and largest contentful paint of a page in a session that has kept nothing but who it is."""
    signed_in = _opened(browser, address)
    kept = signed_in.context.storage_state()
    signed_in.context.close()
    context = browser.new_context(viewport={"width": 1366, "height": 768}, storage_state=kept)
    page = context.new_page()
    page.goto(address + path, wait_until="load")
    paints: list[float] = page.evaluate(PAINTS)
    context.close()
    return paints


def _answers(browser: Browser, url: str, asked: tuple[str, str], rounds: int) -> tuple[float, ...]:
    """Milliseconds to the answer, a fresh page each time."""
    page = _opened(browser, url.partition("/picture/")[0])
    times = []
    for _ in range(rounds):
        page.goto(url, wait_until="networkidle")
        times.append(float(page.evaluate(*asked)))
    page.context.close()
    return tuple(times)


if __name__ == "__main__":
    main()
