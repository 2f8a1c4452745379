"""The one stylesheet of every page, put together from the files of the design when the program starts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import url\("([\w.-]+)"\) layer\(([\w-]+)\);')
FONT = re.compile(r"url\(\./([\w.-]+\.woff2)\)")
SPACE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """Text, a digest of it for its address, and the addresses of the fonts that every page is set in."""

    text: str
    digest: str
    fonts: tuple[str, ...]


def stylesheet() -> Stylesheet:
    """The stylesheet; read once, or every time where a developer changes it."""
    return _read() if settings.DEBUG else _kept()


@cache
def _kept() -> Stylesheet:
    return _read()


def _read() -> Stylesheet:
    built = (FOLDER / "built" / "fonts.css").read_text(encoding="utf-8")
    names = tuple(dict.fromkeys(FONT.findall(built)))
    fonts = FONT.sub(lambda found: f"url({static(f'built/{found[1]}')})", built)
    text = fonts + bundle("cotmoc.css")
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Stylesheet(text, digest, tuple(static(f"built/{name}") for name in names))


def bundle(name: str) -> str:
    """The text of a file of the design with what it imports in place, without comments and line breaks."""
    text = COMMENT.sub("", (FOLDER / "web" / name).read_text(encoding="utf-8"))
    whole = IMPORT.sub(lambda found: f"@layer {found[2]} {{{bundle(found[1])}}}", text)
    return SPACE.sub("\n", whole).strip()
