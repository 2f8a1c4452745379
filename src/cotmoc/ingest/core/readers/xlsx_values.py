"""The values of cells of an xlsx workbook as text."""

from __future__ import annotations

from cotmoc.ingest.core.readers.cells import (
    CONTROLS,
    number_text,
    percent_text,
    serial_text,
    unescaped,
)
from cotmoc.ingest.core.readers.sheets import SheetFacts
from cotmoc.ingest.core.readers.xlsx_parts import PERCENT, SPAN, XlsxParts
from cotmoc.ingest.core.readers.xlsx_texts import SharedTexts

#: Cells further to the right than this belong to no table; Excel has 16,384 columns.
LAST_COLUMN = 1_100
MOST_KNOWN = 50_000


class CellValues:
    """Turns what stands in the cells of one sheet into text, and notes what is to be said of it."""

    def __init__(self, texts: SharedTexts, parts: XlsxParts, facts: SheetFacts) -> None:
        self.texts, self.facts = texts, facts
        self._epoch = parts.epoch
        self.shown = {str(at): kind for at, kind in enumerate(parts.styles) if kind}
        self._known: dict[tuple[str, str], str] = {}

    def text(self, raw: str, kind: str, style: str, row: int) -> str:
        """The text of a cell of a kind (ECMA-376 part 1, 18.18.11). A formula's is the value that was last saved."""
        if kind == "s":
            return self.texts.text(raw)
        if kind == "n":
            if style in self.shown:
                return self._as_shown(raw, style)
            return raw if raw.isdecimal() and len(raw) < 16 else _number(raw)
        if kind == "b":
            return "true" if raw.strip() == "1" else "false"
        if kind == "e":
            self.facts.note_error(row)
        return self._plain(unescaped(raw))

    def _plain(self, text: str) -> str:
        if CONTROLS.search(text):
            self.facts.controls += 1
            text = CONTROLS.sub("", text)
        return text

    def _as_shown(self, raw: str, style: str) -> str:
        """The text of a number that is shown as a day, a time span, or per cent."""
        known = self._known.get((raw, style))
        if known is None:
            known = self._read(raw, self.shown[style]) or _number(raw)
            if len(self._known) < MOST_KNOWN:
                self._known[raw, style] = known
        return known

    def _read(self, raw: str, kind: str) -> str:
        try:
            if kind == PERCENT:
                return percent_text(float(raw))
            return serial_text(float(raw), self._epoch, elapsed=kind == SPAN)
        except (ValueError, OverflowError):
            return ""


def _number(raw: str) -> str:
    try:
        return number_text(float(raw))
    except ValueError:
        return CONTROLS.sub("", raw)
