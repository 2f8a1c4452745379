"""Synthetic Vietnamese parties: persons, and noisy copies of some of them.

Family names have their published shares; middle and given names fall off as such names do. Four of five records are
persons of their own, the fifth a copy of one of them with the errors that copying by hand and by ear makes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.normalise.text import fold

IntArray = NDArray[np.int64]
# fmt: off
FAMILIES = {  # published shares of the population, CC0; the rest shares what is left
    "Nguyễn": .380, "Trần": .110, "Lê": .095, "Phạm": .071, "Hoàng": .036, "Phan": .045, "Vũ": .025, "Đặng": .021,
    "Bùi": .020, "Đỗ": .014, "Hồ": .013, "Ngô": .013, "Dương": .010, "Huỳnh": .015, "Võ": .014, "Lý": .005,
}
_OTHER_FAMILIES = (  # noqa: SIM905
    "Đinh Trương Trịnh Đoàn Đào Lương Hà Mai Cao Tạ Tô Lưu Vương Lâm Phùng Quách Thái Chu Tống Triệu"
).split()
_MALE_MIDDLES = {"Văn": .42, "Đức": .08, "Minh": .05, "Quang": .06, "Xuân": .05, "Ngọc": .04, "Hữu": .06, "Đình": .05,
                 "Công": .04, "Quốc": .03, "Thế": .03, "Thanh": .04, "Tiến": .03, "Anh": .02}
_FEMALE_MIDDLES = {"Thị": .52, "Thị Thanh": .05, "Thị Ngọc": .05, "Thị Thu": .06, "Thị Hồng": .05, "Thị Minh": .03,
                   "Thị Kim": .03, "Ngọc": .05, "Thu": .04, "Thanh": .04, "Hồng": .03, "Khánh": .02, "Mai": .03}
_MALE = (  # noqa: SIM905
    "Hùng Dũng Hải Tuấn Cường Nam Sơn Long Thắng Minh Đức Quang Bình Tùng Huy Hoàng Thành Kiên Trung Hiếu Tiến "
    "Phong Toàn Việt Hưng Quân Mạnh Tú An Khánh Phúc Lâm Vinh Thịnh Đạt Duy Khoa Chiến Hòa Luân Tân Thái Nghĩa Khải "
    "Tài Linh Quý Trường Thuận Bảo Đông Giang Hậu Lộc Nhân Sang Tâm Thanh Tín Trí Vũ Xuân Yên Cảnh Chung Công Điệp "
    "Định Hạnh Hiệp Học Khang Lợi Lực Lượng Nguyên Nhật Ninh Phát Phú Phước Quyền Quyết Sinh Thạch Thiện Thông Thọ "
    "Tiệp Tường Văn Viên Vương Ước Ân Bách Biên Cần Chí Doanh Dương Đại Đoàn Hợp Huấn Khiêm Kỳ"
).split()
_FEMALE = (  # noqa: SIM905
    "Hương Lan Hoa Linh Hà Hằng Thủy Nga Mai Trang Hiền Phương Thảo Ngọc Hồng Thu Yến Loan Nhung Anh Huyền Dung Vân "
    "Hạnh Tuyết Oanh Liên Thanh Quyên Chi Lý Tâm Xuân Bích Minh Cúc Nguyệt Thúy Ánh Châu Diễm Diệp Duyên Đào Giang "
    "Hân Hậu Hiên Hòa Huệ Khánh Kim Lam Lành Lệ Liễu Ly My Mỹ Na Nhàn Nhi Như Nữ Phượng Quế Quỳnh Sen Tầm Thắm "
    "Thanh Thêu Thi Thoa Thơ Thơm Thư Thương Tiên Trâm Trà Trinh Tú Tươi Uyên Vi Vy Ý Hải An Bình Cẩm Đan"
).split()
# fmt: on
COPIES = 0.2
#: How likely each error is in a copy.
ERRORS = {
    "marks_lost": 0.30,
    "middle_dropped": 0.15,
    "birth_swapped": 0.08,
    "birth_year_only": 0.15,
    "digit_wrong": 0.12,
    "moved": 0.20,
}
#: How likely a record states a number, and how many communes there are.
NUMBERED, COMMUNES, REGIONS = 0.7, 400, 34


@dataclass(frozen=True)
class Synthetic:
    """The records as columns; `truth` int64 (n,), the same number for records of one person."""

    names: pa.Array
    births: IntArray
    sexes: IntArray
    documents: pa.Array
    areas: pa.Array
    regions: pa.Array
    truth: IntArray

    def as_table(self) -> pa.Table:
        """The records as engines read them, without the truth."""
        return pa.table(
            {
                "unique_id": np.arange(len(self.truth)),
                "name": self.names,
                "birth": self.births,
                "sex": self.sexes,
                "document": self.documents,
                "commune": self.areas,
                "province": self.regions,
            }
        )


def synthetic(count: int, seed: int = 11) -> Synthetic:
    """So many records, four fifths of them persons of their own, in an order that says nothing."""
    chance = np.random.default_rng(seed)
    persons = round(count * (1 - COPIES))
    original = np.concatenate([np.arange(persons), chance.integers(0, persons, count - persons)])
    order = chance.permutation(count)
    is_copy = (np.arange(count) >= persons)[order]
    truth = original[order]
    people = _People(persons, chance)
    hit = {error: is_copy & (chance.random(count) < share) for error, share in ERRORS.items()}
    names = people.names(truth, hit["middle_dropped"])
    folded = np.array([fold(name).title() for name in names.dictionary.to_pylist()], dtype=object)
    written = np.array(names.dictionary.to_pylist(), dtype=object)
    places = names.indices.to_numpy()
    shown = np.where(hit["marks_lost"], folded[places], written[places])
    areas = np.where(hit["moved"], chance.integers(0, COMMUNES, count), people.areas[truth])
    return Synthetic(
        names=pa.array(shown.tolist(), pa.string()),
        births=_births(people.births[truth], hit),
        sexes=people.sexes[truth],
        documents=_documents(people.documents[truth], hit["digit_wrong"], chance),
        areas=pa.array([f"c{area}" for area in range(COMMUNES)]).take(pa.array(areas)),
        regions=pa.array([f"p{region}" for region in range(REGIONS)]).take(
            pa.array(areas % REGIONS)
        ),
        truth=truth,
    )


class _People:
    """Persons of their own, as columns."""

    def __init__(self, count: int, chance: np.random.Generator):
        self.sexes = chance.integers(1, 3, count)
        shares = np.array([*FAMILIES.values(), *[0.0] * len(_OTHER_FAMILIES)])
        shares[len(FAMILIES) :] = (1 - shares.sum()) / len(_OTHER_FAMILIES)
        self._families = np.array([*FAMILIES, *_OTHER_FAMILIES], dtype=object)
        self.family = chance.choice(len(shares), count, p=shares / shares.sum())
        middles = {
            **_MALE_MIDDLES,
            **{f"{name} ": share for name, share in _FEMALE_MIDDLES.items()},
        }
        self._middles = np.array(["", *middles], dtype=object)
        self._givens = np.array([*_MALE, *_FEMALE], dtype=object)
        male = self.sexes == 1
        self.middle = np.where(
            male,
            _drawn(list(_MALE_MIDDLES.values()), count, chance),
            _drawn(list(_FEMALE_MIDDLES.values()), count, chance) + len(_MALE_MIDDLES),
        ) + 1  # fmt: skip
        self.middle[chance.random(count) < 0.03] = 0
        self.given = np.where(
            male,
            _drawn(_falling(len(_MALE)), count, chance),
            _drawn(_falling(len(_FEMALE)), count, chance) + len(_MALE),
        )
        days = chance.integers(0, 60 * 365, count).astype("timedelta64[D]")
        born = np.datetime64("1948-01-01") + days
        year = born.astype("datetime64[Y]").astype(np.int64) + 1970
        month = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
        day = (born - born.astype("datetime64[M]")).astype(np.int64) + 1
        self.births = year * 10_000 + month * 100 + day
        communes = np.arange(COMMUNES)
        self.areas = chance.choice(COMMUNES, count, p=_normed(1 / (communes + 20.0)))
        province = self.areas % REGIONS + 1
        century = np.where(year < 2000, 0, 2) + (self.sexes - 1)
        start = (province * 1_000 + century * 100 + year % 100).astype(np.int64)
        self.documents = start * 1_000_000 + chance.integers(0, 1_000_000, count)

    def names(self, rows: IntArray, dropped: NDArray[np.bool_]) -> pa.DictionaryArray:
        """The names of the rows, some without their middle names."""
        middle = np.where(dropped, 0, self.middle[rows])
        code = (self.family[rows] * 100 + middle) * 1_000 + self.given[rows]
        distinct, place = np.unique(code, return_inverse=True)
        texts = [
            " ".join(
                f"{self._families[c // 100_000]} {self._middles[c // 1_000 % 100]} "
                f"{self._givens[c % 1_000]}".split()
            )
            for c in distinct.tolist()
        ]
        return pa.DictionaryArray.from_arrays(pa.array(place), pa.array(texts))


def _births(births: IntArray, hit: dict[str, NDArray[np.bool_]]) -> IntArray:
    year, month, day = births // 10_000, births // 100 % 100, births % 100
    swapped = hit["birth_swapped"] & (day <= 12)
    births = np.where(swapped, year * 10_000 + day * 100 + month, births)
    return np.where(hit["birth_year_only"], year * 10_000, births)


def _documents(
    numbers: IntArray, wrong: NDArray[np.bool_], chance: np.random.Generator
) -> pa.Array:
    """Twelve digits each; with a wrong one where the copy has one; none where it was not noted."""
    place = 10 ** chance.integers(0, 12, len(numbers))
    digit = numbers // place % 10
    other = (digit + chance.integers(1, 10, len(numbers))) % 10
    numbers = np.where(wrong, numbers + (other - digit) * place, numbers)
    noted = chance.random(len(numbers)) < NUMBERED
    texts = [
        f"{number:012d}" if held else None
        for number, held in zip(numbers.tolist(), noted.tolist(), strict=True)
    ]
    return pa.array(texts, pa.string())


def _drawn(shares: list[float], count: int, chance: np.random.Generator) -> IntArray:
    return chance.choice(len(shares), count, p=_normed(np.array(shares)))


def _falling(count: int) -> list[float]:
    return [1.0 / (place + 12.0) for place in range(count)]


def _normed(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    normed: NDArray[np.float64] = shares / shares.sum()
    return normed
