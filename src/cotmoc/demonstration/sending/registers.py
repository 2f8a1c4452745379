"""The registers of incidents that agencies send: by years, half a year before its end, corrected, and late."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from cotmoc.demonstration.core.province import Province
from cotmoc.demonstration.core.statements import Statement, make_statement
from cotmoc.demonstration.core.story import INTRODUCED, moment
from cotmoc.demonstration.encodings import tcvn3, windows_1258
from cotmoc.demonstration.layouts import border_guard, coast_guard, customs, dien_bien, police
from cotmoc.demonstration.sending.sent import (
    SentFile,
    old_workbook,
    open_document,
    text,
    workbook,
)
from cotmoc.demonstration.writers import Frame
from cotmoc.ingest.core.mapping import Profile

#: Records that a first edition has wrong, and the next one right; the first of 2026 has one more that is taken back.
CORRECTED, CORRECTED_HALF_YEAR = 6, 4
WITHDRAWN = "BP-2026-9999"
#: Rows of each file that nobody can read a day from.
PARKED = 3
_BROKEN_DAYS = ("31/02/{year}", "", "ngày ? tháng 6")


@dataclass(frozen=True, slots=True)
class Edition:
    """A register of the incidents between two days as sent at a moment.

    `mistakes`: how many records are wrong in it; `broken`: how many rows nobody can read a day from; `late`: of what
    came after its year.
    """

    name: str
    first: date
    last: date
    received: datetime
    mistakes: int = 0
    broken: int = PARKED
    late: bool = False


def _years(name: str, first: int, last: int, received: datetime) -> Edition:
    return Edition(name, date(first, 1, 1), date(last, 12, 31), received)


def _half_year(name: str, year: int, received: datetime, mistakes: int = 0) -> Edition:
    return Edition(name, date(year, 1, 1), date(year, 6, 30), received, mistakes, broken=0)


_BOOK = "bien-phong-so-vu-viec"
BORDER_GUARD_EDITIONS = (
    *(_years(f"{_BOOK}-{year}.xlsx", year, year, INTRODUCED) for year in range(2019, 2025)),
    _half_year(f"{_BOOK}-2025-6-thang.xlsx", 2025, moment(2025, 7, 2), CORRECTED_HALF_YEAR),
    _years(f"{_BOOK}-2025.xlsx", 2025, 2025, moment(2026, 1, 8)),
    replace(
        _years("bien-phong-bo-sung-2025.xlsx", 2019, 2026, moment(2026, 3, 20)), late=True, broken=0
    ),
    _half_year(f"{_BOOK}-2026-6-thang.xlsx", 2026, moment(2026, 7, 3)),
    replace(
        _years(f"{_BOOK}-2026.xlsx", 2026, 2026, moment(2026, 11, 2)), mistakes=CORRECTED
    ),
    replace(_years(f"{_BOOK}-2026-sua-doi.xlsx", 2026, 2026, moment(2026, 11, 12)), broken=0),
)  # fmt: skip
CUSTOMS_EDITIONS = (
    _years("hai-quan-bat-giu-2019-2022.csv", 2019, 2022, INTRODUCED),
    _years("hai-quan-bat-giu-2023-2024.xls", 2023, 2024, INTRODUCED),
    _half_year("hai-quan-bat-giu-2025-6-thang.csv", 2025, moment(2025, 7, 4)),
    _years("hai-quan-bat-giu-2025.csv", 2025, 2025, moment(2026, 1, 9)),
    _years("hai-quan-bat-giu-2026.csv", 2026, 2026, moment(2026, 11, 3)),
)
POLICE_EDITIONS = (
    *(
        _years(f"cong-an-so-thu-ly-{year}-{year + 1}.xlsx", year, year + 1, INTRODUCED)
        for year in (2019, 2021, 2023)
    ),
    _half_year("cong-an-so-thu-ly-2025-6-thang.xlsx", 2025, moment(2025, 7, 7)),
    _years("cong-an-so-thu-ly-2025.xlsx", 2025, 2025, moment(2026, 1, 12)),
    _years("cong-an-so-thu-ly-2026.xlsx", 2026, 2026, moment(2026, 11, 5)),
)
COAST_GUARD_EDITIONS = (
    _years("canh-sat-bien-bien-ban-2019-2024.csv", 2019, 2024, INTRODUCED),
    _half_year("canh-sat-bien-bien-ban-2025-6-thang.csv", 2025, moment(2025, 7, 1)),
    _years("canh-sat-bien-bien-ban-2025.csv", 2025, 2025, moment(2026, 1, 6)),
    _years("canh-sat-bien-bien-ban-2026.ods", 2026, 2026, moment(2026, 11, 4)),
)
DIEN_BIEN_EDITIONS = (
    _years("bien-phong-dien-bien-vu-viec-2019-2024.txt", 2019, 2024, INTRODUCED),
    _years("bien-phong-dien-bien-vu-viec-2025.txt", 2025, 2026, moment(2026, 1, 15)),
)


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that a person must mend: its file, the number of its record, and what stands where the day should."""

    file: str
    reference: str
    day: str


class Registers:
    """The registers of a province; `parked` grows with what is written."""

    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.seed = province, seed
        self.parked: list[Parked] = []

    def all(self) -> Iterator[SentFile]:
        """The files of all agencies."""
        for edition in BORDER_GUARD_EDITIONS:
            profile = border_guard.profile("none" if edition.late else "periods")
            yield self._sent(BORDER_GUARD, edition, profile, _as_border_guard)
        for agency, editions, profile, write in (
            (CUSTOMS, CUSTOMS_EDITIONS, customs.profile(), _as_customs),
            (POLICE, POLICE_EDITIONS, police.profile(), _as_police),
            (COAST_GUARD, COAST_GUARD_EDITIONS, coast_guard.profile(), _as_coast_guard),
            (DIEN_BIEN_BORDER_GUARD, DIEN_BIEN_EDITIONS, dien_bien.profile(), _as_dien_bien),
        ):
            for edition in editions:
                yield self._sent(agency, edition, profile, write)

    def _sent(
        self,
        agency: str,
        edition: Edition,
        profile: Profile,
        write: Callable[[Edition, list[Statement]], Callable[[Path], None]],
    ) -> SentFile:
        entries = self.province.of(agency, edition.first, edition.last, late=edition.late)
        said = [make_statement(self.seed, entry) for entry in entries]
        rows = self._mistaken(edition, said) if edition.mistakes else said
        rows = [*rows, *self._broken(edition, said)]
        return SentFile(agency, edition.name, edition.received, profile, write(edition, rows))

    def _mistaken(self, edition: Edition, said: Sequence[Statement]) -> list[Statement]:
        """The statements as first sent: some amounts ten times too large, and one of 2026 that was no case at all."""
        alone = [each for each in said if each.goods and len(each.incident.reports) == 1]
        chance = stream(self.seed, "wrong", edition.name)
        wrong = {each.reference for each in chance.sample(alone, min(edition.mistakes, len(alone)))}
        first = [_ten_times(each) if each.reference in wrong else each for each in said]
        if edition.last.year < 2026:
            return first
        return [*first, replace(said[0], reference=WITHDRAWN, parties=())]

    def _broken(self, edition: Edition, said: Sequence[Statement]) -> list[Statement]:
        """More rows, of numbers of their own, whose day is none."""
        chance = stream(self.seed, "broken", edition.name)
        broken = []
        for at, each in enumerate(chance.sample(said, min(edition.broken, len(said)))):
            day = _BROKEN_DAYS[at % len(_BROKEN_DAYS)].format(year=each.day.year) or "không rõ"
            reference = f"{each.reference}-B{at + 1}"
            broken.append(replace(each, reference=reference, day_written=day))
            self.parked.append(Parked(edition.name, reference, day))
        return broken


def _ten_times(said: Statement) -> Statement:
    goods = tuple(
        Goods(line.kind, line.amount * Decimal(10), line.value_vnd) for line in said.goods
    )
    return replace(said, goods=goods)


def _as_border_guard(edition: Edition, said: list[Statement]) -> Callable[[Path], None]:
    kind = edition.name.removesuffix(".xlsx").removeprefix(f"{_BOOK}-")
    frame = Frame(
        title=(
            "BỘ CHỈ HUY BỘ ĐỘI BIÊN PHÒNG TỈNH QUẢNG NINH",
            f"SỔ VỤ VIỆC NĂM {_TITLES.get(kind, kind)}",
            "(Kèm theo báo cáo tổng kết)",
        ),
        numbered=True,
        notes=("Ghi chú: số liệu do các đồn báo cáo.", "NGƯỜI LẬP BIỂU", "(đã ký)"),
        counted=0,
    )
    return workbook(border_guard.COLUMNS, map(border_guard.block, said), frame)


_TITLES = {
    "2025-6-thang": "2025 (6 THÁNG ĐẦU NĂM)",
    "2026-6-thang": "2026 (6 THÁNG ĐẦU NĂM)",
    "2026-sua-doi": "2026 (sửa đổi)",
    "bien-phong-bo-sung-2025": "2025 (bổ sung)",
}


def _as_customs(edition: Edition, said: list[Statement]) -> Callable[[Path], None]:
    """Text, but for the years of which the old system still wrote the workbook."""
    if edition.name.endswith(".xls"):
        return old_workbook(customs.COLUMNS, map(customs.block, said))
    return text(customs.COLUMNS, map(customs.block, said), ";", windows_1258)


def _as_police(_edition: Edition, said: list[Statement]) -> Callable[[Path], None]:
    frame = Frame(title=("CÔNG AN TỈNH QUẢNG NINH", "SỔ THỤ LÝ VỤ ÁN, VỤ VIỆC"))
    return workbook(police.COLUMNS, map(police.block, said), frame)


def _as_coast_guard(edition: Edition, said: list[Statement]) -> Callable[[Path], None]:
    """Text in the old font, until the offices got another program."""
    if edition.name.endswith(".ods"):
        return open_document(coast_guard.COLUMNS, map(coast_guard.block, said))
    return text(coast_guard.COLUMNS, map(coast_guard.block, said), ",", tcvn3)


def _as_dien_bien(_edition: Edition, said: list[Statement]) -> Callable[[Path], None]:
    blocks = map(dien_bien.block, said)
    return text(dien_bien.COLUMNS, blocks, "\t", _utf16, codecs.BOM_UTF16_LE)


def _utf16(line: str) -> bytes:
    return line.encode("utf-16-le")
