"""The messages of the product: finds them in code and templates, says which lack Vietnamese, compiles the catalogue.

    python tools/messages.py check      lists messages without a Vietnamese text, and texts of no message
    python tools/messages.py compile    writes the .mo file that Django reads

Needs no system gettext: Babel reads Python, and Django's own templates are turned into calls before.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "cotmoc"
CATALOGUE = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
CONTEXT: tuple[Any, ...] = ((1, "c"), 2)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": (*CONTEXT, 3),
    "npgettext_lazy": (*CONTEXT, 3),
}
#: A message's context (None without one) and its English text (the singular where there are two).
Message = tuple[str | None, str]


def messages_in_code() -> dict[Message, str]:
    """Every message of the product, each with one file in which it stands."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if b"gettext" in (source := path.read_bytes()):
            found.update(dict.fromkeys(_messages("python", source), path.name))
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        found.update(dict.fromkeys(_messages("javascript", calls.encode()), path.name))
    return found


def _messages(language: str, source: bytes) -> Iterator[Message]:
    for _line, text, _comments, context in extract(language, io.BytesIO(source), KEYWORDS):
        yield context, text if isinstance(text, str) else text[0]


def translated_messages() -> set[Message]:
    """Every message that the catalogue has a Vietnamese text for."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    entries = (entry for entry in catalogue if entry.id and entry.string)
    return {(entry.context, _singular(entry.id)) for entry in entries}


def _singular(text: Any) -> str:
    return str(text if isinstance(text, str) else text[0])


def compile_catalogue() -> Path:
    """The compiled catalogue's path."""
    target = CATALOGUE.with_suffix(".mo")
    with CATALOGUE.open("rb") as source, target.open("wb") as file:
        write_mo(file, read_po(source, locale="vi"))
    return target


def report() -> list[str]:
    """One line for each message without a text, and each text without a message."""
    wanted, present = messages_in_code(), translated_messages()
    missing = [
        f"no Vietnamese: {text!r} ({wanted[context, text]})"
        for context, text in wanted
        if (context, text) not in present
    ]
    unused = [f"no such message: {text!r}" for context, text in present - set(wanted)]
    return sorted(missing) + sorted(unused)


def main(task: str) -> int:
    """The exit code of `task`: check or compile."""
    if task == "compile":
        print(compile_catalogue())
        return 0
    lines = report()
    print("\n".join(lines) or "every message has its Vietnamese")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "check"))
