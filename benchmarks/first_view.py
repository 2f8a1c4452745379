"""How soon a page stands in the browser, and how soon it answers, on the whole demonstration.

    python -m benchmarks.first_view [--rounds 7] [--url URL] [--write]

Loads the demonstration into a throw-away folder, serves it, and opens its pages in Debian's Chromium: each round in a
fresh session with nothing kept. What stands is told by the browser itself (first and largest contentful paint).

A press is timed from the click to the end of the frame in which the answer is drawn. On the picture that is told twice:
when the new figures at a glance stand, and when all of the page is of the new question; a mark of waiting is neither.
What a server has counted once it keeps: so each round presses what nobody has asked before, and then, in a row of its
own, what somebody has. With --url a demonstration that is being served is measured, from its start: what it has been
asked before is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

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
#: From the press to the end of the frame in which what answers to the selectors has come anew, one after the other.
ANSWER = """([pressed, selectors]) => {
    const began = performance.now();
    const drawn = selector => new Promise(done => {
        const before = document.querySelector(selector);
        const observer = new MutationObserver(() => {
            const now = document.querySelector(selector);
            if (!now || now === before) return;
            observer.disconnect();
            requestAnimationFrame(() => {
                const afterFrame = new MessageChannel();
                afterFrame.port1.onmessage = () => done(performance.now() - began);
                afterFrame.port2.postMessage(null);
            });
        });
        observer.observe(document.body, {childList: true, subtree: true});
    });
    const times = Promise.all(selectors.map(drawn));
    pressed.click();
    return times;
}"""
PARTS = [".figure-lead .figure-value", "#picture-rest"]
#: From the press to the frame after it, for what the page does by itself.
FRAME = """selector => new Promise(done => {
    const began = performance.now();
    document.querySelector(selector).click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""
AREA = "#areas-table tbody tr:nth-child({}) a[hx-boost]"


@dataclass(frozen=True, slots=True)
class Press:
    """A press on the picture: its name, and for each round the address and what is pressed there."""

    name: str
    rounds: list[tuple[str, str]]


def presses(home: str, rounds: int) -> list[Press]:
    """What is pressed; `home` asks for the area of the demonstration. Each press is one that nobody has done before."""
    areas = [("/picture/", AREA.format(row)) for row in range(1, rounds + 1)]
    years = [
        (f"/picture/?{home}&from={year}-01-01&to={year}-12-31", "#period-before")
        for year in range(2026, 2022, -1)
    ]
    weeks = [
        (f"/picture/?{home}&from=2025-{month:02}-01&to=2025-{month:02}-28", "#period-before")
        for month in range(12, 0, -1)
    ]
    return [
        Press("narrowed to an area", areas),
        Press("the same areas, asked for before", areas),
        Press("of the year before", years[:rounds]),
        Press("of the four weeks before", weeks[:rounds]),
    ]


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
    parser.add_argument("--url", help="where a demonstration is being served")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with nullcontext(options.url) if options.url else served() as address, started() as browser:
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
    yield "| press on the picture | figures drawn: median, ms | longest, ms | all drawn: median, ms | longest, ms |"
    yield "|---|---:|---:|---:|---:|"
    page = _opened(browser, address)
    home = urlsplit(page.url).query.partition("&")[0]
    for press in presses(home, rounds):
        first, whole = zip(*(_answer(page, address, asked) for asked in press.rounds), strict=True)
        yield Timed(press.name, first).line + Timed("", whole).line.removeprefix("|  |")
    yield ""
    yield "| press to answer drawn | median, ms | longest, ms |"
    yield "|---|---:|---:|"
    yield Timed("the sheet of keys opened", tuple(_keys(page, address) for _ in range(rounds))).line
    page.context.close()


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


def _answer(page: Page, address: str, asked: tuple[str, str]) -> tuple[float, float]:
    """Milliseconds from the press until the figures stand, and until all of the page does."""
    path, selector = asked
    page.goto(address + path, wait_until="networkidle")
    pressed = page.query_selector(selector)
    first, whole = page.evaluate(ANSWER, [pressed, PARTS])
    return float(first), float(whole)


def _keys(page: Page, address: str) -> float:
    page.goto(f"{address}/picture/", wait_until="networkidle")
    return float(page.evaluate(FRAME, "[data-keys-open]"))


if __name__ == "__main__":
    main()
