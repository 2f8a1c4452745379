"""What came of each row of an area file."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.labels import Labelled


class Outcome(Labelled):
    """What a row came to. Only the first three are written."""

    MATCHED = "matched", "khớp với địa bàn đã có", "matched to a known area"
    RENAMED = "renamed", "đã đổi tên", "renamed"
    NEW = "new", "địa bàn mới", "new area"
    UNMATCHED = "unmatched", "không khớp với địa bàn nào", "matches no known area"
    AMBIGUOUS = "ambiguous", "khớp với nhiều địa bàn", "matches several areas"
    OUTSIDE = "outside", "nằm ngoài tỉnh của mình", "lies outside its province"
    INVALID = "invalid", "ranh giới không dùng được", "unusable outline"
    REPEATED = "repeated", "trùng với một dòng khác", "repeats another row"


class Note(Labelled):
    """What is to be said of a row that is written all the same."""

    MENDED = "mended", "ranh giới tự cắt đã được sửa", "an outline that crossed itself was mended"
    CODE_DIFFERS = "code_differs", "mã khác với mã đã biết", "the code differs from the known one"
    SPELLING_DIFFERS = (
        "spelling_differs",
        "dấu khác với tên đã biết",
        "other marks than the known name",
    )
    TYPE_DIFFERS = "type_differs", "loại đơn vị khác", "another type of unit"
    FAR_FROM_KNOWN = "far_from_known", "cách xa vị trí đã biết", "far from the known position"
    BEYOND_PROVINCE = (
        "beyond_province",
        "nằm ngoài ranh giới tỉnh nhưng không thuộc tỉnh khác",
        "beyond its province's outline, in no other",
    )
    JOINED = "joined", "nhiều dòng ghép thành một ranh giới", "several rows joined to one outline"


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row: its number, its name as written, what it came to, the code of its area, and notes.

    `was` is the earlier full name of a renamed area, or for others what a person needs to judge the row.
    """

    row: int
    name: str
    outcome: Outcome
    code: str = ""
    was: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """A load: the rows, how many boundaries changed, and what could not be checked.

    `codes_ignored` is True when the file's codes are of another scheme and names decided; `province_checked` is
    False when no outlines of provinces were loaded to check against. `edition` is None when nothing changed.
    """

    file: str
    kind: AreaKind
    rows: tuple[RowReport, ...]
    boundaries_new: int = 0
    boundaries_unchanged: int = 0
    codes_ignored: bool = False
    province_checked: bool = False
    edition: int | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to each outcome, zeros included."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def note_counts(self) -> dict[str, int]:
        """How many rows have each note, zeros included."""
        counted = Counter(note for row in self.rows for note in row.notes)
        return {note.value: counted[note] for note in Note}

    def as_dict(self) -> dict[str, object]:
        """The report for programs: counts, and the rows that a person should look at."""
        plain = {Outcome.MATCHED, Outcome.NEW}
        return {
            "file": self.file,
            "kind": self.kind,
            "rows": len(self.rows),
            "counts": self.counts,
            "notes": self.note_counts,
            "boundaries": {"new": self.boundaries_new, "unchanged": self.boundaries_unchanged},
            "codes_ignored": self.codes_ignored,
            "province_checked": self.province_checked,
            "edition": self.edition,
            "to_look_at": [
                asdict(row) for row in self.rows if row.notes or row.outcome not in plain
            ],
        }
