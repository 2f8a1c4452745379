"""Compiles the translations, and lists what a translator still has to do.

python tools/messages.py compile    writes a .mo beside every .po
python tools/messages.py extract    prints every message of the sources as empty .po entries
python tools/messages.py check      fails when a message lacks its Vietnamese, or is not used
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[1] / "src" / "cotmoc"
LOCALES = SOURCES / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Text = str | tuple[str, ...] | list[str] | None
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def main() -> int:
    """Do one task and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("task", choices=("compile", "extract", "check"))
    task = parser.parse_args().task
    settings.configure(USE_I18N=True)
    return {"compile": compile_all, "extract": print_messages, "check": check}[task]()


def compile_all() -> int:
    """Write a .mo beside every .po."""
    for source in LOCALES.glob("*/LC_MESSAGES/*.po"):
        with source.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_catalog(source))
    return 0


def print_messages() -> int:
    """Print every message of the sources as a .po file without translations."""
    write_po(sys.stdout.buffer, messages_of_sources(), omit_header=True)
    return 0


def check() -> int:
    """Print what is wrong with the Vietnamese translation; 1 if anything is."""
    problems = list(problems_of(messages_of_sources(), read_catalog(vietnamese())))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in the Vietnamese translation")
    return int(bool(problems))


def vietnamese() -> Path:
    """The Vietnamese translation."""
    return LOCALES / "vi" / "LC_MESSAGES" / "django.po"


def read_catalog(source: Path) -> Catalog:
    """The messages and translations of a .po file."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parents[1].name, abort_invalid=True)


def messages_of_sources() -> Catalog:
    """Every message of Python files and templates, with where it stands."""
    catalog = Catalog()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
            for line, message, context in messages_of(path):
                place = (str(path.relative_to(SOURCES.parent)), line)
                catalog.add(message, locations=[place], context=context)
    return catalog


def messages_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    """Line, message (or singular and plural) and context of every message of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
    for line, message, _comments, context in found:
        yield line, message, context


def problems_of(wanted: Catalog, translated: Catalog) -> Iterator[str]:
    """One line for each message without translation, with other placeholders, or out of use."""
    for message in wanted:
        if not message.id:
            continue
        found = translated.get(_key(message), message.context)
        place = ":".join(str(part) for part in message.locations[0])
        if found is None or not _is_translated(found):
            yield f"{place}: not translated: {message.id!r}"
        elif _placeholders(found.string) != _placeholders(message.id):
            yield f"{place}: placeholders differ: {message.id!r} -> {found.string!r}"
    for message in translated:
        if message.id and wanted.get(_key(message), message.context) is None:
            yield f"django.po:{message.lineno}: not used: {message.id!r}"


def _key(message: Message) -> str:
    return _texts(message.id)[0]


def _is_translated(message: Message) -> bool:
    return not message.fuzzy and all(_texts(message.string))


def _placeholders(text: Text) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(_texts(text))))


def _texts(text: Text) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


if __name__ == "__main__":
    sys.exit(main())
