"""Parties or conveyances packed for comparing, from columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.normalise.identifiers import document_key
from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.names import read_name_column
from cotmoc.resolution.core.parties.packing import pack_names, pack_numbers
from cotmoc.resolution.core.parties.vocabulary import Codes, Vocabulary

IntArray = NDArray[np.int64]
_MOST_COUNTRIES = 0xFFFF


@dataclass(frozen=True, slots=True)
class Parties:
    """n parties or conveyances as rows (`layout`) of a table, int64 (n, 16), with the numbers of the things.

    The vocabulary belongs to the rows: tables of one vocabulary can be compared with each other.
    """

    numbers: IntArray
    table: IntArray
    vocabulary: Vocabulary = field(repr=False)

    def __len__(self) -> int:
        return len(self.numbers)


def build_parties(columns: PartyColumns, vocabulary: Vocabulary | None = None) -> Parties:
    """The columns packed; with a `vocabulary` of an earlier table so that both can be compared.

    Every distinct name, area and country is looked at once; the rest is compiled. What cannot be read as a name is
    compared by its folded words; a document's number by its letters and digits alone.
    """
    known = vocabulary or Vocabulary()
    table = np.zeros((len(columns), at.WIDTH), dtype=np.int64)
    _put_names(table, columns, known)
    _put_numbers(table, columns)
    table[:, at.BIRTH] = columns.births
    areas = _coded(columns.areas, known.areas)
    table[:, at.AREA_REGION] = areas << 32 | _coded(columns.regions, known.regions)
    countries = _coded(columns.countries, known.countries)
    countries[countries > _MOST_COUNTRIES] = 0
    table[:, at.FACTS] |= (columns.categories & 255) << at.CATEGORY_SHIFT
    table[:, at.FACTS] |= countries << at.COUNTRY_SHIFT
    return Parties(columns.numbers.astype(np.int64), table, known)


def _put_names(table: IntArray, columns: PartyColumns, vocabulary: Vocabulary) -> None:
    names, beside = read_name_column(columns.names, vocabulary)
    aliases = [*beside, *columns.aliases]
    others, _ = read_name_column(pa.array([name for _, name in aliases], pa.string()), vocabulary)
    tables, hashes = vocabulary.words.tables()
    pack_names(table, names, tables, hashes)
    for (row, _), words, count in zip(aliases, others.words, others.counts, strict=True):
        # The sum of hashes goes over as it may: it is only compared.
        with np.errstate(over="ignore"):
            table[row, at.ALIAS] = np.sum(hashes[words[:count], 1])


def _put_numbers(table: IntArray, columns: PartyColumns) -> None:
    written = pc.fill_null(columns.documents.cast(pa.string()), "")
    plain = pc.ascii_upper(pc.replace_substring_regex(written, "[^0-9A-Za-z]+", ""))
    foreign = np.flatnonzero(~np.asarray(pc.string_is_ascii(written), dtype=bool))
    if len(foreign):
        texts = plain.to_pylist()
        for row in foreign.tolist():
            texts[row] = document_key(written[row].as_py())
        plain = pa.array(texts, pa.string())
    if isinstance(plain, pa.ChunkedArray):
        plain = plain.combine_chunks()
    _, offsets, text = plain.buffers()
    places = np.frombuffer(offsets, dtype=np.int32)[plain.offset : plain.offset + len(plain) + 1]
    letters = np.frombuffer(text or b"", dtype=np.uint8)
    pack_numbers(table, letters, places.astype(np.int64), columns.are_persons)


def _coded(texts: pa.Array, codes: Codes) -> IntArray:
    encoded = pc.dictionary_encode(pc.fill_null(texts.cast(pa.string()), ""))
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    numbers = codes.numbers(encoded.dictionary.to_pylist())
    if not len(numbers):
        return np.zeros(len(texts), dtype=np.int64)
    coded: IntArray = numbers[encoded.indices.to_numpy().astype(np.int64)]
    return coded
