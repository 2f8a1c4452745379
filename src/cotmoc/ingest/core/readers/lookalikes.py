"""Letters of other alphabets that only look like Latin ones, put back in the cells of a file, and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cotmoc.ingest.core.readers.fonts import LONGEST_EXAMPLE
from cotmoc.ingest.core.readers.tables import Cells, Records
from cotmoc.normalise.lookalikes import FOREIGN, latin_letters
from cotmoc.normalise.readings import Problem, warning


@dataclass(slots=True)
class LookalikeRepair:
    """Puts letters back; `problems` tells at the end in how many cells, with the first as an example."""

    count: int = 0
    example: str = ""
    row: int = 0

    def records(self, records: Records) -> Records:
        """The records with their letters put back."""
        for record in records:
            row = "\n".join(record.cells)
            if not row.isascii() and FOREIGN.search(row):
                yield record._replace(cells=self._cells(record.number, record.cells))
            else:
                yield record

    def problems(self) -> Iterator[Problem]:
        """What is to be said of it, at the end."""
        if self.count:
            count, row = str(self.count), str(self.row)
            yield warning("file.lookalikes", "", count=count, row=row, example=self.example)

    def _cells(self, number: int, cells: Cells) -> Cells:
        latin = tuple([latin_letters(cell) for cell in cells])
        changed = [new for new, old in zip(latin, cells, strict=True) if new != old]
        if changed and not self.count:
            self.example, self.row = changed[0][:LONGEST_EXAMPLE], number
        self.count += len(changed)
        return latin
