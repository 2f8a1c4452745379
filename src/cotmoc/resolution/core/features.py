"""What is compared of incidents, as columns: one row per record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.resolution.core.ids import BadIdError, parse_id
from cotmoc.resolution.core.ragged import IntArray, Ragged, ragged_from_pairs
from cotmoc.resolution.core.words import WordSets, encoded_together, fold_texts, word_sets

#: How far a place may be off, by how precise it is, in metres. None of them claims more than the agencies do.
PLACE_RADIUS_M = {
    "point": 50.0,
    "marker": 500.0,
    "crossing": 1_000.0,
    "gate": 2_000.0,
    "commune": 5_000.0,
    "district": 15_000.0,
    "province": 50_000.0,
    "sea_area": 100_000.0,
    "country": 500_000.0,
}


#: A person or a vehicle in more incidents than this is known to be about: that it is in both says little of a pair.
MOST_MET = 12


class GoodsLine(NamedTuple):
    """One line of goods: commodity and measure (codes), amount in the canonical unit; None: could not be read."""

    commodity: str
    measure: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class IncidentColumns:
    """The Python or Arrow sequences that features are built from, all with one entry per record.

    None means missing everywhere. `first_days` and `until_days` are dates, `until_days` exclusive; `minutes` minutes of
    the day; `lons`, `lats` degrees; `place_radii_m` as in `PLACE_RADIUS_M`; `areas_today`, `offences`, `agencies`
    codes; `names` what parties and conveyances are called, as written; `registrations` of conveyances;
    `texts` title and narrative, with the place as written; `things` the persons, organisations and conveyances of the
    record as they have been resolved: what is judged the same has the same text (`party:12`).
    """

    ids: Sequence[str]
    agencies: Sequence[str]
    first_days: Sequence[date | None]
    until_days: Sequence[date | None]
    minutes: Sequence[int | None]
    lons: Sequence[float | None]
    lats: Sequence[float | None]
    place_radii_m: Sequence[float | None]
    areas_today: Sequence[str | None]
    offences: Sequence[str | None]
    references: Sequence[str | None]
    names: Sequence[Sequence[str]]
    registrations: Sequence[Sequence[str]]
    texts: Sequence[str | None]
    goods: Sequence[Sequence[GoodsLine]]
    things: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class GoodsTable:
    """All goods lines of all records, ordered by record.

    `offsets` int64 (n + 1,) as in `Ragged`; `commodities`, `measures` int32 codes; `amounts` float64, nan: unread.
    """

    offsets: IntArray
    commodities: NDArray[np.int32]
    measures: NDArray[np.int32]
    amounts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class IncidentFeatures:
    """n incidents to be compared.

    ids                 str, n distinct ids of one kind
    numbers             int64, the numbers in the ids
    agency              int32, codes into `agency_names`
    day_from, day_until int32, days since 1970-01-01, `day_until` exclusive; -1 missing in both
    minute              int32, minute of the day; -1 missing
    lon, lat            float64, degrees; nan missing
    place_radius_m      float32, how far the position may be off; that of a district where it is not known
    area_today          int32, codes into `area_names`; -1 missing
    offence             int32, codes into `offence_names`; -1 missing
    words               folded words of names and texts with the number of records that use each
    name_keys           ragged codes into `key_names`: each name folded, its words joined by blanks
    registrations       ragged codes into `mark_names`: letters and digits only
    references          ragged codes into `mark_names`: the record's own reference number
    mentions            ragged codes into `mark_names`: numbered references that its text names
    things              ragged codes: persons, organisations and conveyances as resolved, without those met everywhere
    goods               the lines of goods
    """

    ids: NDArray[np.str_]
    numbers: IntArray
    agency: NDArray[np.int32]
    day_from: NDArray[np.int32]
    day_until: NDArray[np.int32]
    minute: NDArray[np.int32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    place_radius_m: NDArray[np.float32]
    area_today: NDArray[np.int32]
    offence: NDArray[np.int32]
    words: WordSets
    name_keys: Ragged
    registrations: Ragged
    references: Ragged
    mentions: Ragged
    things: Ragged
    goods: GoodsTable
    agency_names: Sequence[str] = field(repr=False)
    area_names: Sequence[str] = field(repr=False)
    offence_names: Sequence[str] = field(repr=False)
    key_names: Sequence[str] = field(repr=False)
    mark_names: Sequence[str] = field(repr=False)
    commodity_names: Sequence[str] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)


def build_features(columns: IncidentColumns) -> IncidentFeatures:
    """The features of the records, coded over vocabularies of their own.

    Raises `BadIdError` when an id is malformed, stands twice or is of another kind than the others.

    Days are those of the place; a clock time is taken as the agencies of one province write it, in one time zone.
    """
    agency, agency_names = _coded(columns.agencies)
    area, area_names = _coded(columns.areas_today)
    offence, offence_names = _coded(columns.offences)
    goods, commodity_names = _goods(columns.goods)
    marks = _marks(columns)
    names = _flattened(columns.names)
    name_keys, key_names = _name_keys(names, len(columns.ids))
    return IncidentFeatures(
        ids=np.array(columns.ids, dtype=np.str_),
        numbers=_numbers(columns.ids),
        agency=agency,
        day_from=_days(columns.first_days),
        day_until=_days(columns.until_days),
        minute=_filled(columns.minutes, pa.int32(), -1).astype(np.int32),
        lon=_filled(columns.lons, pa.float64(), np.nan),
        lat=_filled(columns.lats, pa.float64(), np.nan),
        place_radius_m=_filled(
            columns.place_radii_m, pa.float32(), PLACE_RADIUS_M["district"]
        ).astype(np.float32),
        area_today=area,
        offence=offence,
        words=word_sets(names, columns.texts),
        name_keys=name_keys,
        registrations=marks.registrations,
        references=marks.references,
        mentions=marks.mentions,
        things=_things(columns),
        goods=goods,
        agency_names=agency_names,
        area_names=area_names,
        offence_names=offence_names,
        key_names=key_names,
        mark_names=marks.names,
        commodity_names=commodity_names,
    )


def _things(columns: IncidentColumns) -> Ragged:
    """The things of each record. One that turns up in more than `MOST_MET` records is no sign of one incident."""
    flat, owners = _flattened(columns.things)
    codes = _coded(flat)[0].astype(np.int64)
    every = ragged_from_pairs(owners, codes, len(columns.ids))
    rows, met = every.row_numbers, np.bincount(every.values)
    seldom = met[every.values] <= MOST_MET
    return ragged_from_pairs(rows[seldom], every.values[seldom].astype(np.int64), len(every))


def _numbers(ids: Sequence[str]) -> IntArray:
    parsed = [parse_id(text) for text in ids]
    numbers = np.fromiter((thing.number for thing in parsed), dtype=np.int64, count=len(parsed))
    if len({thing.kind for thing in parsed}) > 1 or len(np.unique(numbers)) < len(numbers):
        raise BadIdError("the ids are not distinct ids of one kind")
    return numbers


def _coded(values: Sequence[str | None]) -> tuple[NDArray[np.int32], list[str]]:
    encoded = pa.array(values, type=pa.string()).dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return codes.astype(np.int32), encoded.dictionary.to_pylist()


def _filled(values: Sequence[object], kind: pa.DataType, missing: float) -> NDArray[np.float64]:
    filled: NDArray[np.float64] = pc.fill_null(pa.array(values, type=kind), missing).to_numpy(
        zero_copy_only=False
    )
    return filled


def _days(values: Sequence[date | None]) -> NDArray[np.int32]:
    days = pa.array(values, type=pa.date32()).cast(pa.int32())
    filled: NDArray[np.int32] = pc.fill_null(days, -1).to_numpy(zero_copy_only=False)
    return filled


def _flattened(rows: Iterable[Sequence[str]]) -> tuple[list[str], IntArray]:
    listed = list(rows)
    lengths = np.fromiter(map(len, listed), dtype=np.int64, count=len(listed))
    return list(chain.from_iterable(listed)), np.repeat(np.arange(len(listed)), lengths)


def _name_keys(names: tuple[list[str], IntArray], count: int) -> tuple[Ragged, list[str]]:
    folded = pc.utf8_trim_whitespace(
        pc.replace_substring_regex(
            fold_texts(pa.array(names[0], type=pa.string())), r"[^\p{L}\p{N}]+", " "
        )
    )
    encoded = folded.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return ragged_from_pairs(names[1], codes, count), encoded.dictionary.to_pylist()


class _Marks(NamedTuple):
    registrations: Ragged
    references: Ragged
    mentions: Ragged
    names: list[str]


def _marks(columns: IncidentColumns) -> _Marks:
    """Registrations, references and mentions over one vocabulary. Marks under four characters say nothing."""
    count = len(columns.ids)
    own = ([text or "" for text in columns.references], np.arange(count, dtype=np.int64))
    sources = [_flattened(columns.registrations), own, _mentions(columns.texts)]
    strings = [pa.array(source[0], type=pa.string()) for source in sources]
    bare = [pc.replace_substring_regex(fold_texts(s), r"[^\p{L}\p{N}]+", "") for s in strings]
    codes, names = encoded_together(bare)
    long = pc.greater_equal(pc.utf8_length(names), 4).to_numpy(zero_copy_only=False)
    registrations, references, mentions = (
        ragged_from_pairs(owners[long[coded]], coded[long[coded]], count)
        for coded, (_, owners) in zip(codes, sources, strict=True)
    )
    return _Marks(registrations, references, mentions, names.to_pylist())


def _mentions(texts: Sequence[str | None]) -> tuple[list[str], IntArray]:
    """What in the texts looks like a reference: runs of letters and digits, with a digit, joined by - / or a point."""
    written = pa.array(texts, type=pa.string())
    numbered = pc.fill_null(
        pc.match_substring_regex(written, r"[\p{L}\p{N}][/.\-][\p{L}\p{N}]"), False
    )
    rows = np.flatnonzero(numbered.to_numpy(zero_copy_only=False))
    column = fold_texts(written.take(pa.array(rows)))
    spaced = pc.replace_substring_regex(column, r"[^\p{L}\p{N}/.\-]+", " ")
    split = pc.utf8_split_whitespace(spaced)
    words, owners = pc.list_flatten(split), pc.list_parent_indices(split)
    alike = pc.match_substring_regex(words, r"^(?:[\p{L}\p{N}]+[/.\-])+[\p{L}\p{N}]+$")
    chosen = pc.and_(alike, pc.match_substring_regex(words, r"\p{N}"))
    found = pc.filter(owners, chosen).to_numpy(zero_copy_only=False)
    return pc.filter(words, chosen).to_pylist(), rows[found.astype(np.int64)]


def _goods(rows: Sequence[Sequence[GoodsLine]]) -> tuple[GoodsTable, list[str]]:
    lines = list(chain.from_iterable(rows))
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, rows), dtype=np.int64, count=len(rows)), out=offsets[1:])
    commodities, names = _coded([line[0] for line in lines])
    measures, _ = _coded([line[1] for line in lines])
    amounts = _filled([line[2] for line in lines], pa.float64(), np.nan)
    return GoodsTable(offsets, commodities, measures, amounts), names
