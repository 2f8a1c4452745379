"""The values of cells of an xlsx workbook as text."""

from __future__ import annotations

from cotmoc.ingest.core.readers.cells import CONTROLS, number_text, serial_text, unescaped
from cotmoc.ingest.core.readers.sheets import SheetFacts
from cotmoc.ingest.core.readers.xlsx_parts import SPAN, XlsxParts
from cotmoc.ingest.core.readers.xlsx_texts import SharedTexts

#: Cells further to the right than this belong to no table; Excel has 16,384 columns.
LAST_COLUMN = 1_100
MOST_KNOWN_DATES = 50_000


class CellValues:
    """Turns what stands in the cells of one sheet into text, and notes what is to be said of it."""

    def __init__(self, texts: SharedTexts, parts: XlsxParts, facts: SheetFacts) -> None:
        self.texts, self.facts = texts, facts
        self._epoch = parts.epoch
        self.dates = {str(at): kind for at, kind in enumerate(parts.styles) if kind}
        self._known_dates: dict[tuple[str, str], str] = {}

    def text(self, raw: str, kind: str, style: str, row: int) -> str:
        """The text of a cell of a kind (ECMA-376 part 1, 18.18.11). A formula's is the value that was last saved."""
        if kind == "s":
            return self.texts.text(raw)
        if kind == "n":
            if style in self.dates:
                return self._date(raw, style)
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

    def _date(self, raw: str, style: str) -> str:
        known = self._known_dates.get((raw, style))
        if known is None:
            known = self._read_date(raw, elapsed=self.dates[style] == SPAN) or _number(raw)
            if len(self._known_dates) < MOST_KNOWN_DATES:
                self._known_dates[raw, style] = known
        return known

    def _read_date(self, raw: str, *, elapsed: bool) -> str:
        try:
            return serial_text(float(raw), self._epoch, elapsed=elapsed)
        except (ValueError, OverflowError):
            return ""


def _number(raw: str) -> str:
    try:
        return number_text(float(raw))
    except ValueError:
        return CONTROLS.sub("", raw)
