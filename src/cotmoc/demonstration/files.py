"""The demonstration's files: what each agency would send, in which order it comes, and the truth behind it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from cotmoc.demonstration.core.chance import stream
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    POLICE,
    Goods,
)
from cotmoc.demonstration.core.province import Entry, Province
from cotmoc.demonstration.core.statements import Statement, make_statement
from cotmoc.demonstration.encodings import tcvn3, windows_1258
from cotmoc.demonstration.layouts import (
    border_guard,
    coast_guard,
    customs,
    dien_bien,
    police,
    returns,
    tips,
)
from cotmoc.demonstration.layouts.columns import Block, Column
from cotmoc.demonstration.truth import write_truth
from cotmoc.demonstration.writers import Encode, Frame, TextForm, write_text, write_workbook
from cotmoc.ingest.core.mapping import Profile

YEARS = range(2019, 2027)
#: Records of the last year that the first file has wrong, and the revised one right; one more is taken back by it.
CORRECTED = 6
WITHDRAWN = "BP-2026-9999"
#: Rows of each file that nobody can read a day from.
PARKED = 3
_BROKEN_DAYS = ("31/02/{year}", "", "ngày ? tháng 6")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file: who sends it, under which name, how it is read, and what writes it into a path."""

    agency: str
    name: str
    profile: Profile
    write: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that a person must mend: its file, the number of its record, and what stands where the day should."""

    file: str
    reference: str
    day: str


@dataclass(frozen=True, slots=True)
class Files:
    """All files in the order in which they come, and the rows in them that will be parked."""

    sent: tuple[SentFile, ...]
    parked: tuple[Parked, ...]


def write_files(folder: Path, province: Province, seed: int) -> Files:
    """Writes all files and the truth behind them into `folder`, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    files = plan_files(province, seed)
    for sent in files.sent:
        sent.write(folder / sent.name)
    parked = [(each.file, each.reference, each.day) for each in files.parked]
    write_truth(folder, province, seed, parked)
    return files


def plan_files(province: Province, seed: int) -> Files:
    """All files of the province; nothing is written yet."""
    planner = _Planner(province, seed)
    sent = (
        *planner.border_guard(),
        *planner.customs(),
        *planner.police(),
        *planner.coast_guard(),
        *planner.dien_bien(),
        *planner.returns(),
    )
    return Files(sent, tuple(planner.parked))


class _Planner:
    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.seed = province, seed
        self.parked: list[Parked] = []

    def border_guard(self) -> Iterator[SentFile]:
        """A workbook for each year, one of what came late, and a revised one of the last year."""
        profile = border_guard.profile("periods")
        for year in YEARS:
            said = self._said(BORDER_GUARD, date(year, 1, 1), date(year, 12, 31))
            name = f"bien-phong-so-vu-viec-{year}.xlsx"
            first = self._mistaken(said) if year == YEARS[-1] else said
            rows = [*first, *self._broken(name, said)]
            yield self._workbook(BORDER_GUARD, name, profile, border_guard.COLUMNS,
                                 map(border_guard.block, rows), _register_frame(str(year)))  # fmt: skip
            if year == YEARS[-1]:
                # Written anew, by the same hand.
                again = self._said(BORDER_GUARD, date(year, 1, 1), date(year, 12, 31))
                revised = map(border_guard.block, again)
                yield self._workbook(BORDER_GUARD, f"bien-phong-so-vu-viec-{year}-sua-doi.xlsx", profile,
                                     border_guard.COLUMNS, revised, _register_frame(f"{year} (sửa đổi)"))  # fmt: skip
        late = self._said(BORDER_GUARD, date(2019, 1, 1), date(2026, 12, 31), late=True)
        yield self._workbook(BORDER_GUARD, "bien-phong-bo-sung-2025.xlsx", border_guard.profile("none"),
                             border_guard.COLUMNS, map(border_guard.block, late),
                             _register_frame("2025 (bổ sung)"))  # fmt: skip

    def customs(self) -> Iterator[SentFile]:
        """Two text files in windows-1258."""
        for first, last in ((2019, 2022), (2023, 2026)):
            name = f"hai-quan-bat-giu-{first}-{last}.csv"
            said = self._said(CUSTOMS, date(first, 1, 1), date(last, 12, 31))
            blocks = [customs.block(each) for each in (*said, *self._broken(name, said))]
            yield SentFile(
                CUSTOMS, name, customs.profile(), _text(customs.COLUMNS, blocks, ";", windows_1258)
            )

    def police(self) -> Iterator[SentFile]:
        """A workbook for two years each."""
        frame = Frame(title=("CÔNG AN TỈNH QUẢNG NINH", "SỔ THỤ LÝ VỤ ÁN, VỤ VIỆC"))
        for first in YEARS[::2]:
            name = f"cong-an-so-thu-ly-{first}-{first + 1}.xlsx"
            said = self._said(POLICE, date(first, 1, 1), date(first + 1, 12, 31))
            rows = [*said, *self._broken(name, said)]
            yield self._workbook(
                POLICE, name, police.profile(), police.COLUMNS, map(police.block, rows), frame
            )

    def coast_guard(self) -> Iterator[SentFile]:
        """One text file in TCVN3."""
        name = "canh-sat-bien-bien-ban.csv"
        said = self._said(COAST_GUARD, date(2019, 1, 1), date(2026, 12, 31))
        blocks = [coast_guard.block(each) for each in (*said, *self._broken(name, said))]
        yield SentFile(
            COAST_GUARD, name, coast_guard.profile(), _text(coast_guard.COLUMNS, blocks, ",", tcvn3)
        )

    def dien_bien(self) -> Iterator[SentFile]:
        """One text file of tabs in UTF-16."""
        name = "bien-phong-dien-bien-vu-viec.txt"
        said = self._said(DIEN_BIEN_BORDER_GUARD, date(2019, 1, 1), date(2026, 12, 31))
        blocks = [dien_bien.block(each) for each in (*said, *self._broken(name, said))]
        write = _text(dien_bien.COLUMNS, blocks, "\t", _utf16, codecs.BOM_UTF16_LE)
        yield SentFile(DIEN_BIEN_BORDER_GUARD, name, dien_bien.profile(), write)

    def returns(self) -> Iterator[SentFile]:
        """The returns of all agencies, a revised one among them, and the tips of the border guard."""
        incidents, seed = self.province.incidents, self.seed
        sent = (
            (BORDER_GUARD, "bien-phong-bao-cao-thang.xlsx", returns.monthly_returns(seed, incidents)),
            (BORDER_GUARD, "bien-phong-bao-cao-thang-sua-doi.xlsx",
             returns.monthly_returns(seed, incidents, revised=True)),
            (BORDER_GUARD, "bien-phong-phoi-hop-hoanh-mo.xlsx", returns.gate_returns(seed)),
            (BORDER_GUARD, "bien-phong-doi-ngoai.xlsx", returns.diplomacy_returns(seed)),
            (CUSTOMS, "hai-quan-bao-cao-thang.xlsx", returns.branch_returns(seed, incidents)),
            (POLICE, "cong-an-phong-chong-ma-tuy.xlsx", returns.programme_returns(seed)),
            (DIEN_BIEN_BORDER_GUARD, "bien-phong-dien-bien-bao-cao-quy.xlsx", returns.dien_bien_returns(seed)),
        )  # fmt: skip
        for agency, name, made in sent:
            blocks = (Block((row,)) for row in made.rows)
            yield self._workbook(agency, name, made.profile, made.columns, blocks, Frame())
        blocks_of_tips = [Block((row,)) for row in tips.rows(seed, incidents)]
        write = _text(tips.COLUMNS, blocks_of_tips, ",", str.encode, codecs.BOM_UTF8)
        yield SentFile(BORDER_GUARD, "bien-phong-tin-bao.csv", tips.profile(), write)

    def _said(self, agency: str, first: date, last: date, *, late: bool = False) -> list[Statement]:
        entries = self.province.of(agency, first, last, late=late)
        return [make_statement(self.seed, entry) for entry in entries]

    def _mistaken(self, said: Sequence[Statement]) -> list[Statement]:
        """The statements as first sent: some amounts ten times too large, and one that was no case at all."""
        alone = [each for each in said if each.goods and len(each.incident.reports) == 1]
        wrong = {
            each.reference
            for each in stream(self.seed, "wrong").sample(alone, min(CORRECTED, len(alone)))
        }
        first = [_ten_times(each) if each.reference in wrong else each for each in said]
        return [*first, replace(said[0], reference=WITHDRAWN, parties=())]

    def _broken(self, name: str, said: Sequence[Statement]) -> list[Statement]:
        """More rows, of numbers of their own, whose day is none."""
        chance = stream(self.seed, "broken", name)
        broken = []
        for at, each in enumerate(chance.sample(said, min(PARKED, len(said)))):
            day = _BROKEN_DAYS[at % len(_BROKEN_DAYS)].format(year=each.day.year) or "không rõ"
            reference = f"{each.reference}-B{at + 1}"
            broken.append(replace(each, reference=reference, day_written=day))
            self.parked.append(Parked(name, reference, day))
        return broken

    @staticmethod
    def _workbook(
        agency: str,
        name: str,
        profile: Profile,
        columns: Sequence[Column],
        blocks: Iterable[Block],
        frame: Frame,
    ) -> SentFile:
        kept = list(blocks)
        return SentFile(
            agency, name, profile, lambda path: write_workbook(path, columns, kept, frame)
        )


def _ten_times(said: Statement) -> Statement:
    goods = tuple(
        Goods(line.kind, line.amount * Decimal(10), line.value_vnd) for line in said.goods
    )
    return replace(said, goods=goods)


def _register_frame(year: str) -> Frame:
    return Frame(
        title=(
            "BỘ CHỈ HUY BỘ ĐỘI BIÊN PHÒNG TỈNH QUẢNG NINH",
            f"SỔ VỤ VIỆC NĂM {year}",
            "(Kèm theo báo cáo tổng kết)",
        ),
        numbered=True,
        notes=("Ghi chú: số liệu do các đồn báo cáo.", "NGƯỜI LẬP BIỂU", "(đã ký)"),
        counted=0,
    )


def _text(
    columns: Sequence[Column],
    blocks: list[Block],
    delimiter: str,
    encode: Encode,
    mark: bytes = b"",
) -> Callable[[Path], None]:
    form = TextForm(delimiter, encode, mark)
    return lambda path: write_text(path, columns, blocks, form)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def double_reports(province: Province) -> Iterator[tuple[Entry, Entry]]:
    """Every pair of entries of one incident: what should be found to be the same."""
    by_incident: dict[int, list[Entry]] = {}
    for entry in province.entries:
        by_incident.setdefault(entry.incident.number, []).append(entry)
    for entries in by_incident.values():
        for at, one in enumerate(entries):
            for other in entries[at + 1 :]:
                yield one, other
