"""Takes the pictures of the documents from the pages of a demonstration, or compares them with what the pages show.

python tools/screenshots.py            loads a demonstration and writes docs/images
python tools/screenshots.py --check    loads a demonstration and fails where a picture is not what the pages show
python tools/screenshots.py --url URL  the same with a demonstration that is being served
"""

from __future__ import annotations

import argparse
import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
PORT = 8197
LARGEST_BYTES = 300 * 1024
#: How much of a picture may differ: times of day, the smoothing of letters by another version of the browser.
TOLERANCE = 0.02
YEAR = "from=2025-01-01&to=2025-12-31"
#: The share of the cells of four by four pixels whose mean colour differs visibly; 2 for pictures of other sizes.
DIFFERENCE = """async ([one, other]) => {
    const load = async data => createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const [a, b] = [await load(one), await load(other)];
    if (a.width !== b.width || a.height !== b.height) return 2;
    const cells = image => {
        const canvas = new OffscreenCanvas(Math.ceil(a.width / 4), Math.ceil(a.height / 4));
        const context = canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return context.getImageData(0, 0, canvas.width, canvas.height).data;
    };
    const [c, d] = [cells(a), cells(b)];
    let different = 0;
    for (let i = 0; i < c.length; i += 4)
        if (Math.max(...[0, 1, 2].map(j => Math.abs(c[i + j] - d[i + j]))) > 48) different += 1;
    return different / (c.length / 4);
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, who looks at which address, how, and what is done before it is taken."""

    name: str
    user: str
    address: str
    language: Literal["vi", "en"] = "en"
    theme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (1366, 900)
    prepare: Callable[[Page], None] = lambda _page: None


def go_to_map(page: Page) -> None:
    """Brings the map to the upper edge, drawn."""
    page.locator(".map-frame").scroll_into_view_if_needed()
    wait_for_map(page)
    page.locator("section:has(> .panel-head #map)").evaluate("panel => panel.scrollIntoView()")


def wait_for_map(page: Page) -> None:
    """Waits until the map of the page is drawn, where it has one."""
    if page.locator("[data-island=map]").count() == 0:
        return
    expect(page.locator("[data-island=map][data-ready]")).to_be_visible(timeout=60_000)


def open_first(page: Page) -> None:
    """Opens the first row of a list."""
    address = page.url
    page.locator("main table.data tbody a").first.click()
    expect(page).not_to_have_url(address, timeout=60_000)
    page.wait_for_load_state("networkidle")
    wait_for_map(page)


def open_palette(page: Page) -> None:
    """Types into the palette, and waits for what is found."""
    page.keyboard.press("Control+k")
    page.locator("#palette-q").fill("mong")
    expect(page.locator("#palette-found[data-for=mong]")).to_be_visible()


SHOTS = (
    Shot("picture", "phan-tich", f"/picture/?area=vn-2025-22&{YEAR}", size=(1366, 1500)),
    Shot("picture-phone", "chi-huy", f"/picture/?area=vn-2025-22&{YEAR}", "vi", "dark", (360, 740)),
    Shot("picture-map", "phan-tich", f"/picture/?area=vn-2025-22&{YEAR}", "vi", prepare=go_to_map),
    Shot("incident", "thanh-tra", f"/lists/incidents/?several=yes&{YEAR}", prepare=open_first),
    Shot("review", "hai-quan", "/review/", prepare=wait_for_map),
    Shot("log", "truc-ban", "/log/", "vi"),
    Shot("palette", "phan-tich", f"/lists/incidents/?{YEAR}", prepare=open_palette),
    Shot("tour", "truc-ban", "/tour/"),
)


def main() -> int:
    """Writes or compares; 1 where a picture is not what the pages show, or too large."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--url", help="where a demonstration is being served")
    options = parser.parse_args()
    wrong = []
    with nullcontext(options.url) if options.url else served() as url, started() as browser:
        for name, picture in take(browser, url):
            path = IMAGES / f"{name}.png"
            if not options.check:
                path.write_bytes(picture)
            wrong += problems(browser, path, picture)
    print("\n".join(wrong) or "Every picture is what the pages show.")
    return int(bool(wrong))


def take(browser: Browser, url: str) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of every picture, from the demonstration at the address."""
    for shot in SHOTS:
        width, height = shot.size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=shot.theme, locale="vi-VN"
        )
        context.add_cookies([{"name": "django_language", "value": shot.language, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/sign-in/")
        page.locator(f"button[value={shot.user}]").click()
        page.locator("#tour button[value=hide]").click()
        page.goto(url + shot.address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        shot.prepare(page)
        yield shot.name, page.screenshot(animations="disabled", caret="hide")
        context.close()


def problems(
    browser: Browser, path: Path, picture: bytes, tolerance: float = TOLERANCE
) -> list[str]:
    """What is wrong with the picture at the path, beside what the pages show now."""
    if not path.exists():
        return [f"{path.name} is missing: run tools/screenshots.py"]
    kept = path.read_bytes()
    found = []
    if len(kept) > LARGEST_BYTES:
        found.append(f"{path.name} has {len(kept)} bytes, more than {LARGEST_BYTES}")
    page = browser.new_page()
    sides = [base64.b64encode(side).decode() for side in (kept, picture)]
    share = float(page.evaluate(DIFFERENCE, sides))
    page.close()
    if share > tolerance:
        found.append(f"{path.name} differs by {share:.1%} of its area: run tools/screenshots.py")
    return found


@contextmanager
def started() -> Iterator[Browser]:
    """Debian's Chromium, with the dates of a Vietnamese browser."""
    arguments = ["--lang=vi-VN", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=arguments, env={**os.environ, "LANGUAGE": "vi"}
        )
        yield browser
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The address of a demonstration that is loaded into a folder of its own and served while it is needed."""
    command = str(Path(sys.executable).parent / "cotmoc")
    with tempfile.TemporaryDirectory(prefix="cotmoc-pictures-") as folder:
        Path(folder).chmod(0o711)
        surroundings = os.environ | {"COTMOC_HOME": folder}
        subprocess.run([command, "demo", "--no-serve"], env=surroundings, check=True)
        serve = [command, "serve", "--port", str(PORT)]
        with subprocess.Popen(serve, env=surroundings, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            server.stdout.readline()  # that it is open
            yield f"http://127.0.0.1:{PORT}"
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
