"""What looking up a written place gives: areas, each with its precision, confidence and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cotmoc.areas.core.kinds import AreaKind

#: The precision of a place that is known by an area of the kind; never finer than the area is.
PRECISION_OF: dict[AreaKind, str] = {
    AreaKind.COUNTRY: "country",
    AreaKind.PROVINCE: "province",
    AreaKind.DISTRICT: "district",
    AreaKind.COMMUNE: "commune",
    AreaKind.BORDER_SECTION: "province",
    AreaKind.SEA_AREA: "sea_area",
    AreaKind.GATE: "gate",
    AreaKind.CROSSING: "crossing",
    AreaKind.MARKER: "marker",
    AreaKind.PORT: "gate",
    AreaKind.AIRPORT: "gate",
    AreaKind.ZONE: "province",
}


class Reason(StrEnum):
    """Why an area was taken, or taken with less than full confidence."""

    EXACT = "exact"
    SPELLING = "spelling"
    TYPO = "typo"
    SHORT = "short"
    OTHER_TYPE = "other_type"
    OTHER_NAME = "other_name"
    OTHER_TIME = "other_time"
    CARRIED = "carried"
    COARSER = "coarser"
    CONTRADICTED = "contradicted"
    MORE_WORDS = "more_words"
    FORMER_DISTRICT = "former_district"
    AMBIGUOUS = "ambiguous"
    HOME = "home"
    PASSES = "passes"

    @property
    def label_vi(self) -> str:
        """The reason in Vietnamese."""
        return REASONS[self][0]

    @property
    def label_en(self) -> str:
        """The reason in English."""
        return REASONS[self][1]


REASONS: dict[Reason, tuple[str, str]] = {
    Reason.EXACT: ("Trùng tên", "Same name"),
    Reason.SPELLING: ("Khác dấu", "Other tone or vowel marks"),
    Reason.TYPO: ("Sai một chữ cái", "One letter off"),
    Reason.SHORT: ("Viết tắt", "Written short"),
    Reason.OTHER_TYPE: ("Khác loại đơn vị", "Another type of unit"),
    Reason.OTHER_NAME: ("Tên khác hoặc tên trước đây", "Another or an earlier name"),
    Reason.OTHER_TIME: (
        "Đơn vị không tồn tại vào ngày đó",
        "The unit did not exist on that date",
    ),
    Reason.CARRIED: (
        "Tên các cấp thuộc các thời kỳ khác nhau",
        "Names of levels from different times",
    ),
    Reason.COARSER: ("Không tìm thấy cấp chi tiết hơn", "The finer level was not found"),
    Reason.CONTRADICTED: (
        "Có cấp khác được ghi nhưng không khớp",
        "Another level that is written does not fit",
    ),
    Reason.MORE_WORDS: ("Sau tên còn chữ chưa hiểu", "More words stand behind the name"),
    Reason.FORMER_DISTRICT: (
        "Trùng tên với huyện, thị xã, thành phố trước đây",
        "A former district bears the same name",
    ),
    Reason.HOME: ("Thuộc tỉnh nhà", "In the home province"),
    Reason.PASSES: (
        "Chỉ biết đường hoặc sông đi qua",
        "Only a road or river that passes there is named",
    ),
    Reason.AMBIGUOUS: ("Nhiều đơn vị cùng tên", "Several units of that name"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """An area that a written place may mean.

    `precision` is that of a place known by this area; `confidence` 0..1; `rivals` is how many other areas fit
    as well (0: the match is unique).
    """

    code: str
    kind: AreaKind
    precision: str
    confidence: float
    reasons: tuple[Reason, ...]
    rivals: int = 0


class PlaceNames(Protocol):
    """The names of the levels of a place as written in columns of their own; "" where there is none."""

    @property
    def province(self) -> str:
        """The province, or the area below the country elsewhere."""

    @property
    def district(self) -> str:
        """The district."""

    @property
    def commune(self) -> str:
        """The commune."""
