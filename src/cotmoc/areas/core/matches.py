"""What looking up a written place gives: areas, each with its precision, confidence and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.labels import Labelled

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


class Reason(Labelled):
    """Why an area was taken, or taken with less than full confidence."""

    EXACT = "exact", "Trùng tên", "Same name"
    SPELLING = "spelling", "Khác dấu", "Other tone or vowel marks"
    TYPO = "typo", "Sai một chữ cái", "One letter off"
    SHORT = "short", "Viết tắt", "Written short"
    OTHER_TYPE = "other_type", "Khác loại đơn vị", "Another type of unit"
    OTHER_NAME = "other_name", "Tên khác hoặc tên trước đây", "Another or an earlier name"
    OTHER_TIME = (
        "other_time",
        "Đơn vị không tồn tại vào ngày đó",
        "The unit did not exist on that date",
    )
    CARRIED = (
        "carried",
        "Tên các cấp thuộc các thời kỳ khác nhau",
        "Names of levels from different times",
    )
    COARSER = "coarser", "Không tìm thấy cấp chi tiết hơn", "The finer level was not found"
    CONTRADICTED = (
        "contradicted",
        "Có cấp khác được ghi nhưng không khớp",
        "Another level that is written does not fit",
    )
    MORE_WORDS = "more_words", "Sau tên còn chữ chưa hiểu", "More words stand behind the name"
    FORMER_DISTRICT = (
        "former_district",
        "Trùng tên với huyện, thị xã, thành phố trước đây",
        "A former district bears the same name",
    )
    AMBIGUOUS = "ambiguous", "Nhiều đơn vị cùng tên", "Several units of that name"
    HOME = "home", "Thuộc tỉnh nhà", "In the home province"
    PASSES = (
        "passes",
        "Chỉ biết đường hoặc sông đi qua",
        "Only a road or river that passes there is named",
    )


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
