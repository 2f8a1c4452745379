"""The index of this process: made once, then kept up with what is said, and handed to any number of threads."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from cotmoc.access.queries.arrow import arrow_link
from cotmoc.access.queries.organisation import agencies
from cotmoc.normalise.codes.catalogue import AGENCY_KINDS
from cotmoc.search.core.entries import Ranked, Rights
from cotmoc.search.core.kinds import Table
from cotmoc.search.core.ranking import NamedEntries, Scope
from cotmoc.search.core.reading import Question
from cotmoc.search.core.terms import Terms
from cotmoc.search.core.weighing import Facts
from cotmoc.search.index.areas import AreaNames, current_area_names
from cotmoc.search.index.reading import (
    CHANGED,
    LATEST,
    OFFENCE_NUMBERS,
    read_goods,
    read_lines,
    read_table,
)

Goods = dict[str, NDArray[np.int64]]

#: More changed records than this are read with everything else, which is then quicker.
MOST_CHANGED = 20_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """The latest revision that an index knows, and when it was made."""

    revision: int
    at: str


@dataclass(frozen=True, slots=True)
class Index:
    """What stood when `base` was made, and beside it all records changed since (`fresh`), which `gone` names."""

    stamp: Stamp
    base_stamp: Stamp
    base: dict[Table, NamedEntries]
    facts: Facts
    terms: Terms
    fresh: dict[Table, NamedEntries] = field(default_factory=dict)
    fresh_facts: Facts = field(default_factory=Facts)
    gone: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def rank(self, table: Table, question: Question, rights: Rights, limit: int) -> Ranked:
        """The entries of a table that fit a question, at most `limit` of each kind from either part."""
        found = self.base[table].rank(question, Scope(rights, self.facts, self.gone), limit)
        if table not in self.fresh:
            return found
        scope = Scope(rights, self.fresh_facts, np.zeros(0, np.int64))
        return found.joined(self.fresh[table].rank(question, scope, limit))

    @property
    def memory(self) -> int:
        """About how much memory the index takes."""
        return sum(each.memory for each in (*self.base.values(), *self.fresh.values()))

    @property
    def entries(self) -> int:
        """How many lines it holds."""
        return sum(len(each.entries) for each in (*self.base.values(), *self.fresh.values()))


class _Kept:
    """What this process has made. `lock` is held by whoever makes it anew."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index: Index | None = None
        self.areas: AreaNames | None = None


_kept = _Kept()


def current_index() -> Index:
    """The index of what stands now, brought up to date before it is handed out."""
    known, stamp = _kept.index, _latest()
    if known is not None and known.stamp == stamp:
        return known
    with _kept.lock:
        known = _kept.index
        if known is None or known.stamp != _latest():
            known = _kept.index = _brought_up(known)
        return known


def current_areas() -> AreaNames:
    """The names of areas as they are now."""
    _kept.areas = current_area_names(_kept.areas)
    return _kept.areas


def forget() -> None:
    """Drops the index of this process; the next question makes it anew."""
    with _kept.lock:
        _kept.index = _kept.areas = None


def _latest() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(LATEST.format(known=0))
        revision, at, _known_at = cursor.fetchone()
    return Stamp(revision, at)


def _brought_up(known: Index | None) -> Index:
    base = known.base_stamp if known else Stamp(0, "")
    with arrow_link("search") as link:
        row = read_table(link, LATEST.format(known=int(base.revision))).to_pylist()[0]
        stamp = Stamp(row["latest"], row["at"])
        is_past = stamp.revision >= base.revision and row["known_at"] == base.at
        if known is not None and is_past:
            changed = read_table(link, CHANGED.format(after=base.revision)).column(0).to_numpy()
            if len(changed) <= MOST_CHANGED:
                records = sorted(changed.tolist())
                fresh = {
                    table: read_lines(link, table, records, known.base[table]) for table in Table
                }
                goods = read_goods(link, records)
                gone = np.array(records, np.int64)
                fresh_facts = _facts(goods, (*known.base.values(), *fresh.values()))
                return Index(
                    stamp, base, known.base, known.facts, known.terms, fresh, fresh_facts, gone
                )
        everything = {table: read_lines(link, table, None) for table in Table}
        facts = _facts(read_goods(link, None), everything.values())
        return Index(stamp, stamp, everything, facts, _terms())


def _terms() -> Terms:
    """Goods, offences, and the agencies by their names, and by other words for their kind where no other is of it."""
    known = agencies()
    kinds = Counter(agency.kind for agency in known)
    names: dict[str, list[str]] = {}
    for agency in known:
        own = [agency.name_vi, agency.name_en, agency.short_vi, agency.short_en, agency.code]
        if kinds[agency.kind] == 1 and agency.kind in AGENCY_KINDS:
            kind = AGENCY_KINDS[agency.kind]
            own += [kind.label_vi, kind.label_en, *kind.synonyms]
        names[agency.code] = own
    return Terms(names)


def _facts(goods: Goods, parts: Iterable[NamedEntries]) -> Facts:
    newest = max((int(part.entries.day.max(initial=0)) for part in parts), default=0)
    ids = {agency.code: agency.id for agency in agencies()}
    return Facts(OFFENCE_NUMBERS, ids, goods, newest // 10_000)
