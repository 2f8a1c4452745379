"""Which known area each row of a file means: by code where the codes are ours, else by name and what is above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.reading import Feature
from cotmoc.areas.core.files.report import Note, Outcome, RowReport
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason
from cotmoc.areas.core.names import key_of, kinds_of_type, marked, type_and_rest_of, without_type
from cotmoc.normalise.text import fold

#: Types as files of other languages write them -> the Vietnamese type in front of the full name.
WRITTEN_TYPES = {
    "ward": "Phường",
    "phuong": "Phường",
    "commune": "Xã",
    "xa": "Xã",
    "special zone": "Đặc khu",
    "dac khu": "Đặc khu",
    "township": "Thị trấn",
    "thi tran": "Thị trấn",
    "tinh": "Tỉnh",
}
#: The part of rows whose code and name agree from which the codes of a file are believed.
TRUST = 0.5
UNFIT = {Reason.OTHER_NAME, Reason.COARSER, Reason.OTHER_TIME}


class LevelNames(NamedTuple):
    """The names that a row is looked up by."""

    province: str = ""
    district: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of the file with its report, and the full name it gives its area."""

    feature: Feature
    full_name: str
    report: RowReport


class Matcher:
    """Matches the rows of one file; knows the areas of the file's date, and whether its codes are ours."""

    def __init__(
        self, gazetteer: Gazetteer, features: Sequence[Feature], options: LoadOptions, on: date
    ) -> None:
        self._gazetteer = gazetteer
        self._options = options
        self._on = on
        self.kind = options.kind or kind_of(features)
        self._of_kind = [a for a in gazetteer.areas() if a.kind is self.kind and _lasts(a, on)]
        self._by_code = {area.code.rpartition("-")[2]: area for area in self._of_kind}
        self._by_code |= {area.code: area for area in self._of_kind}
        self._provinces = {
            area.code.rpartition("-")[2]: area.full_name
            for area in gazetteer.areas()
            if area.kind is AreaKind.PROVINCE and _lasts(area, on)
        }
        self.codes_trusted = self._codes_agree(features)
        self.codes_ignored = not (self.codes_trusted or options.prefix) and any(
            feature.code for feature in features
        )

    def _codes_agree(self, features: Iterable[Feature]) -> bool:
        pairs = [(f, self._by_code[f.code]) for f in features if f.code in self._by_code]
        agreeing = sum(_same_name(f.name, area) for f, area in pairs)
        return bool(pairs) and agreeing >= TRUST * len(pairs)

    def by_code(self, code: str) -> AreaFact | None:
        """The area of the kind and date with this code of ours, or with this end of it."""
        return self._by_code.get(code)

    def match(self, feature: Feature) -> MatchedRow:
        """The row matched by code, else by name; without an area when neither is sure."""
        full_name = full_name_of(feature)
        if not feature.name:
            return MatchedRow(feature, "", RowReport(feature.row, "", Outcome.UNMATCHED))
        own_code = f"{self._options.prefix}-{slug(feature)}" if self._options.prefix else ""
        by_code = self._by_code.get(own_code)
        if by_code is None and self.codes_trusted:
            by_code = self._by_code.get(feature.code)
        report = (
            self._known(feature, full_name, by_code)
            if by_code
            else self._by_name(feature, full_name, own_code)
        )
        return MatchedRow(feature, full_name, report)

    def _known(self, feature: Feature, full_name: str, area: AreaFact) -> RowReport:
        renamed = not _same_name(feature.name, area) or _other_type(full_name, area)
        if renamed:
            return RowReport(feature.row, feature.name, Outcome.RENAMED, area.code, area.full_name)
        notes = () if _same_marks(full_name, area) else (Note.SPELLING_DIFFERS,)
        return RowReport(feature.row, feature.name, Outcome.MATCHED, area.code, notes=notes)

    def _by_name(self, feature: Feature, full_name: str, own_code: str) -> RowReport:
        found = self._gazetteer.find(self._level_names(feature, full_name), on=self._on, limit=20)
        fits = [
            match
            for match in found
            if match.kind is self.kind
            and _lasts(self._gazetteer.area(match.code), self._on)
            and not UNFIT & set(match.reasons)
        ]
        tied = [match.code for match in fits if match.rivals]
        if fits and fits[0].rivals and len(tied) > 1:
            shown = ", ".join(tied[:3])
            return RowReport(feature.row, feature.name, Outcome.AMBIGUOUS, was=shown)
        if fits:
            return self._named(feature, full_name, self._gazetteer.area(fits[0].code))
        if own_code:
            return RowReport(feature.row, feature.name, Outcome.NEW, own_code)
        # A unit that was merged into another before is known by that one's other name.
        merged = [m.code for m in found if Reason.OTHER_NAME in m.reasons and m.kind is self.kind]
        return RowReport(feature.row, feature.name, Outcome.UNMATCHED, was=", ".join(merged[:1]))

    def _named(self, feature: Feature, full_name: str, area: AreaFact) -> RowReport:
        notes: list[Note] = []
        if self.codes_trusted and feature.code and feature.code not in area.code:
            notes.append(Note.CODE_DIFFERS)
        if not _same_marks(full_name, area):
            notes.append(
                Note.TYPE_DIFFERS if _other_type(full_name, area) else Note.SPELLING_DIFFERS
            )
        return RowReport(feature.row, feature.name, Outcome.MATCHED, area.code, notes=tuple(notes))

    def _level_names(self, feature: Feature, full_name: str) -> LevelNames | str:
        province = self._provinces.get(feature.province_code, "") or feature.province
        if not province and self._options.parent in self._gazetteer:
            province = self._gazetteer.area(self._options.parent).full_name
        if self.kind is AreaKind.DISTRICT:
            return LevelNames(province, full_name)
        if self.kind is AreaKind.COMMUNE or (self.kind is AreaKind.ZONE and province):
            return LevelNames(province, feature.district, full_name)
        if self.kind in {AreaKind.PROVINCE, AreaKind.COUNTRY, AreaKind.ZONE}:
            return LevelNames(full_name)
        return ", ".join(filter(None, (full_name, feature.district, province)))


def _lasts(area: AreaFact, on: date) -> bool:
    return (area.valid_from is None or area.valid_from <= on) and (
        area.valid_to is None or on < area.valid_to
    )


def _bare(name: str) -> str:
    return key_of(type_and_rest_of(name)[1])


def _same_name(name: str, area: AreaFact) -> bool:
    """True when a name, with or without its type, is the area's but for marks."""
    return _bare(name) in {_bare(area.full_name), key_of(fold(area.name))} or (
        key_of(fold(name)) == key_of(fold(area.name))
    )


def _other_type(full_name: str, area: AreaFact) -> bool:
    type_ = type_and_rest_of(full_name)[0]
    return bool(type_) and type_ != type_and_rest_of(area.full_name)[0]


def _same_marks(full_name: str, area: AreaFact) -> bool:
    return marked(full_name) in {marked(area.full_name), marked(area.name)}


def kind_of(features: Sequence[Feature]) -> AreaKind:
    """The kind that most rows are by the type in front of the name or in its own column; a zone when none says."""
    votes: dict[AreaKind, int] = {}
    for feature in features:
        type_ = type_and_rest_of(full_name_of(feature))[0]
        for kind in kinds_of_type(type_):
            # "Thành phố" is a province or a district; others in the file decide.
            votes[kind] = votes.get(kind, 0) + 1
    return max(votes, key=lambda kind: votes[kind]) if votes else AreaKind.ZONE


def full_name_of(feature: Feature) -> str:
    """The name with its type in front, where the file says it in one column or two."""
    if type_and_rest_of(feature.name)[0] and without_type(feature.name) != feature.name:
        return feature.name
    written = WRITTEN_TYPES.get(fold(feature.type), "")
    return f"{written} {feature.name}" if written else feature.name


def slug(feature: Feature) -> str:
    """What follows the prefix in the code of a new area: its code in the file, else its name."""
    return fold(feature.code or feature.name).replace(" ", "-")
