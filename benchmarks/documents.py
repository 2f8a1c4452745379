"""Tables of benchmarks in documents, each between two comments of its own."""

from __future__ import annotations

import os
import platform
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def put_section(document: str, name: str, text: str) -> None:
    """Writes `text` between the comments `<!-- name: begin -->` and `<!-- name: end -->` of a document below docs/.

    A document without them gets them at its end.
    """
    path = DOCS / document
    before = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    if begin in before:
        head, rest = before.split(begin, 1)
        before = head + section + rest.split(end, 1)[1]
    else:
        before = f"{before.rstrip()}\n\n{section}\n"
    path.write_text(before, encoding="utf-8")


def machine() -> str:
    """The machine that measures, in words, with what else it is doing at this moment."""
    load = os.getloadavg()[0]
    return f"{platform.machine()}, {os.cpu_count()} cores, load average {load:.0f} at the end"
