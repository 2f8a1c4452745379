"""What an xlsx workbook says of itself: its sheets, shared texts, date styles, macros and links to other files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from cotmoc.ingest.core.readers.cells import EPOCH, EPOCH_1904
from cotmoc.ingest.core.readers.packages import Package, XmlParser, local_name, resolved
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.readers.xlsx_texts import SharedTexts, read_texts
from cotmoc.normalise.readings import Problem, warning

MOST_SHEETS = 1_000
#: Excel's own limit is 65,490.
MOST_STYLES = 70_000
DATE, SPAN, PERCENT = "date", "span", "percent"
# Numbers of built-in formats that show dates (ECMA-376 part 1, 18.8.30), those of East Asian versions among them.
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(50, 59)}
_SPAN_FORMATS = {45, 46, 47}
_PERCENT_FORMATS = {9, 10}
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, its part, whether it is hidden, and what it is: sheet, chart, dialog, macro."""

    name: str
    part: str
    hidden: bool
    kind: str


class XlsxParts:
    """The parts of an xlsx workbook other than the cells. Raises `FileError` for what is none."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = next((p for p in package.names() if _is_main(p)), "")
        if not self.main:
            raise FileError("file.wrong_type", "a zip file that is no workbook", found="zip")
        self.epoch = EPOCH
        self._links = self._relations(self.main)
        self.sheets = self._sheets()
        self.styles = self._styles()

    def problems(self) -> Iterator[Problem]:
        """What is to be said of the workbook: macros that were not run, values taken from other workbooks."""
        if any(name.endswith("vbaproject.bin") for name in self.package.names()):
            yield warning("file.macros")
        links = [n for n in self.package.names("xl/externallinks/") if n.endswith(".xml")]
        if links:
            yield warning("file.external_links", "", count=str(len(links)))

    def is_pivot(self, sheet: SheetPart) -> bool:
        """True for a sheet that shows a pivot table."""
        return any("pivottable" in kind for kind, _ in self._relations(sheet.part).values())

    def shared_texts(self) -> SharedTexts:
        """The texts that cells refer to by number. Raises `file.too_large`, `file.cell_too_long`."""
        part = next((t for kind, t in self._links.values() if kind == "sharedstrings"), "")
        return read_texts(self.package.pieces(part))

    def _sheets(self) -> tuple[SheetPart, ...]:
        found: list[SheetPart] = []

        def start(name: str, given: dict[str, str]) -> None:
            attributes = {local_name(key): value for key, value in given.items()}
            name = local_name(name)
            if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self.epoch = EPOCH_1904
            elif name == "sheet":
                kind, part = self._links.get(attributes.get("id", ""), ("", ""))
                kind = {"worksheet": "sheet", "chartsheet": "chart"}.get(kind, "dialog")
                hidden = attributes.get("state", "visible") != "visible"
                found.append(SheetPart(attributes.get("name", ""), part, hidden, kind))
                if len(found) > MOST_SHEETS:
                    raise FileError(
                        "file.bomb", "too many sheets", detail=f"> {MOST_SHEETS} sheets"
                    )

        _read(self.package.pieces(self.main), start)
        return tuple(found)

    def _styles(self) -> tuple[str, ...]:
        """By number of a cell's style: "date", "span" or "percent" where its numbers are shown so, else ""."""
        part = next((t for kind, t in self._links.values() if kind == "styles"), "")
        formats: dict[str, str] = {}
        styles: list[str] = []
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            name = local_name(name)
            if name == "numFmt":
                formats[attributes.get("numFmtId", "")] = format_kind(
                    attributes.get("formatCode", "")
                )
            elif name in {"cellXfs", "cellStyleXfs"}:
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                number = attributes.get("numFmtId", "0")
                styles.append(formats.get(number) or _builtin(number))
                if len(styles) > MOST_STYLES:
                    raise FileError("file.bomb", "too many styles", detail="styles")

        _read(self.package.pieces(part), start)
        return tuple(styles)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: id -> what it is, in lower case, and its name."""
        folder, _, file = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2].casefold()
                target = resolved(part, attributes.get("Target", ""))
                found[attributes.get("Id", "")] = (kind, target)

        _read(self.package.pieces(f"{folder}/_rels/{file}.rels"), start)
        return found


def format_kind(code: str) -> str:
    """ "date" for a number format that shows a day or a time of day, "span" for a time span, "percent", else "".

    >>> [format_kind(code) for code in ("dd/mm/yyyy", "[h]:mm", '0.0 "ngày"', "#,##0.00 [$đ-42A]", "0.0%")]
    ['date', 'span', '', '', 'percent']
    """
    first = _NO_LETTERS.sub("", code.split(";", maxsplit=1)[0]).casefold()
    if re.search(r"\[(h+|m+|s+)\]", first):
        return SPAN
    if "general" in first:
        return ""
    if "%" in first:
        return PERCENT
    return DATE if re.search(r"[ymdhs]", first) else ""


def _builtin(number: str) -> str:
    known = int(number) if number.isdecimal() else 0
    if known in _PERCENT_FORMATS:
        return PERCENT
    return SPAN if known in _SPAN_FORMATS else DATE if known in _DATE_FORMATS else ""


def _is_main(name: str) -> bool:
    return name in {"xl/workbook.xml", "xl/workbook2.xml"} or name.endswith("/workbook.xml")


def _read(pieces: Iterator[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    """Reads a part, calling `start` with the name and attributes of each element; a part that is not there is empty."""
    first = next(pieces, b"")
    if first:
        parser = XmlParser()
        parser.parser.StartElementHandler = start
        parser.feed_all(chain((first,), pieces))
