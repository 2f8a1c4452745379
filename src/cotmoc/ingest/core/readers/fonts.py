"""Files written in fonts older than Unicode, converted where the file speaks for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cotmoc.ingest.core.readers.tables import Cells, Record, Records
from cotmoc.normalise.legacy_fonts import LegacyFont
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.text_repair import FontEvidence, column_font_evidence, repair_text

#: Texts that are weighed: files are written in one font.
MOST_TEXTS = 3_000
LONGEST_EXAMPLE = 40
#: A word or two may be written so on purpose; a file is not of a font by them.
FEWEST_WORDS = 4
#: A column is Unicode by so many words, a file is of a font when so many times as many speak for it as against it.
FEWEST_AGAINST, MOST_DOUBT = 3, 5
LABELS = {
    LegacyFont.TCVN3: "TCVN3 (.Vn, ABC)",
    LegacyFont.VNI: "VNI",
    LegacyFont.CP1258: "Windows-1258",
    LegacyFont.UTF8: "UTF-8",
}


@dataclass(slots=True)
class FontRepair:
    """Converts the texts of a file whose first records speak for a font, but for columns that speak against it.

    `problems` tells at the end how many texts were converted, with the first as an example.
    """

    whole: FontEvidence
    columns: Sequence[FontEvidence]
    count: int = 0
    example: tuple[str, str] = ("", "")

    def records(self, records: Records) -> Records:
        """The records with their texts converted."""
        for record in records:
            yield (
                record
                if _is_plain(record.cells)
                else record._replace(cells=self.cells(record.cells))
            )

    def cells(self, cells: Cells) -> Cells:
        """The cells with their texts converted."""
        return tuple(
            [cell if cell.isascii() else self._text(at, cell) for at, cell in enumerate(cells)]
        )

    def problems(self) -> Iterator[Problem]:
        """What is to be said of it, at the end."""
        if self.count and self.whole.font:
            before, after = (text[:LONGEST_EXAMPLE] for text in self.example)
            font = LABELS[self.whole.font]
            yield warning(
                "file.font_converted",
                "",
                font=font,
                count=str(self.count),
                before=before,
                after=after,
            )

    def _text(self, at: int, text: str) -> str:
        evidence = self.columns[at] if at < len(self.columns) else self.whole
        repaired = repair_text(text, evidence).text
        if repaired != text:
            self.count += 1
            if self.count == 1:
                self.example = (text, repaired)
        return repaired


def font_repair(head: Sequence[Record], names: Cells = ()) -> FontRepair | None:
    """What converts the texts of a file; None when its first records are Unicode or say nothing."""
    rows = [names, *(record.cells for record in head)]
    texts = [cell for cells in rows for cell in cells if not cell.isascii()]
    if not texts:
        return None
    whole = _settled(column_font_evidence(texts[:MOST_TEXTS]))
    if whole.font is None or whole.repaired < FEWEST_WORDS:
        return None
    width = max(len(cells) for cells in rows)
    return FontRepair(whole, [_of_column(rows, at, whole) for at in range(width)])


def _of_column(rows: Sequence[Cells], at: int, whole: FontEvidence) -> FontEvidence:
    """What a column was written in: that of the file, unless its own texts speak against it."""
    found = column_font_evidence(cells[at] for cells in rows if at < len(cells))
    foreign = found.against >= FEWEST_AGAINST and found.against > found.repaired
    return found if foreign else whole


def _settled(found: FontEvidence) -> FontEvidence:
    """The evidence without the few words that are words of both, as "Sè" is of one and "Số" of the other."""
    if found.repaired >= MOST_DOUBT * found.against:
        return replace(found, against=0)
    return found


def _is_plain(cells: Cells) -> bool:
    return all(cell.isascii() for cell in cells)
