"""How well and how fast names are read."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.names import OrganisationName, read_name, read_names
from cotmoc.normalise.names.values import Name
from cotmoc.normalise.text import fold

_EXPECTED = (
    "kind", "full", "family", "given", "aliases", "birth", "unmarked", "initials", "form", "core", "branch",
)  # fmt: skip


def read(row: Row) -> Mapping[str, str]:
    """What was understood of a cell; several names are joined as in the collection."""
    names = [reading.value for reading in read_names(row["written"].replace("\\n", "\n"))]
    described = [_described(name) for name in names if name is not None]
    if not described:
        return {"kind": "none"}
    return {column: _joined([each[column] for each in described]) for column in _EXPECTED}


def _joined(values: list[str]) -> str:
    return "; ".join(values) if any(values) else ""


def _described(name: Name) -> dict[str, str]:
    described = dict.fromkeys(_EXPECTED, "")
    described |= {"full": name.full, "unmarked": "yes" if name.unmarked else ""}
    if isinstance(name, OrganisationName):
        return described | {
            "kind": "organisation",
            "form": name.legal_form,
            "core": name.core,
            "branch": name.branch,
        }
    return described | {
        "kind": "person",
        "family": name.family,
        "given": name.given,
        "aliases": " / ".join(name.aliases),
        "birth": str(name.birth_year or ""),
        "initials": "yes" if name.initials else "",
    }


# fmt: off
_FAMILIES = (  # noqa: SIM905
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Giàng Vàng Sùng Lò"
).split()
_MIDDLES = (  # noqa: SIM905
    "Văn Thị Hữu Đức Ngọc Minh Quang Xuân Thanh Hồng Kim Bảo Gia Khánh Thu A Seo Công Đình Mạnh"
).split()
_GIVEN = (  # noqa: SIM905
    "An Anh Ánh Bình Châu Chi Cường Dũng Duy Dương Đạt Đức Giang Hà Hải Hạnh Hiếu Hoa Hòa Hoàng Hùng Huy Hương Khánh "
    "Lan Linh Loan Long Mai Minh My Nam Nga Ngân Ngọc Nhung Oanh Phong Phúc Phương Quân Quang Quý Sơn Tài Tâm Thảo "
    "Thắng Thành Thủy Thúy Toàn Trang Trung Tú Tuấn Tùng Vân Vinh Yến"
).split()
# fmt: on


def values(count: int) -> Sequence[str]:
    """Distinct names as cells hold them: six in ten plain, the others damaged or with something beside them."""
    chance = random.Random(count)
    made: dict[str, None] = {}
    while len(made) < count:
        words = [chance.choice(_FAMILIES), *chance.sample(_MIDDLES, chance.choice((1, 1, 2)))]
        name = " ".join([*words, *chance.sample(_GIVEN, chance.choice((1, 2)))])
        made[_damaged(name, chance)] = None
    return list(made)


def _damaged(name: str, chance: random.Random) -> str:
    given, year = name.rsplit(maxsplit=1)[-1], chance.randint(1950, 2008)
    forms = {
        name: 60,
        name.upper(): 12,
        fold(name).title(): 8,
        f"{name} (SN {year})": 5,
        f"{chance.choice(('Ông', 'bà', 'đối tượng', 'Mr.'))} {name}": 4,
        f"{name} (tức {given} {chance.choice(('Béo', 'Lé', 'Đen'))})": 3,
        f"Công ty TNHH {given} {name.split()[1]} {chance.randint(1, 99)}": 3,
        f"{name}, sinh năm {year}, trú tại Móng Cái": 2,
        f"{chance.randint(1, 40)}. {name} - {year}": 3,
    }
    return chance.choices(list(forms), list(forms.values()))[0]


def work(written: Sequence[str]) -> None:
    """Every name read once."""
    for each in written:
        read_name(each)


COLLECTION = Collection("names", read, _EXPECTED, values, work, floor=0.99)
