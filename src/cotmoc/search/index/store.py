"""The index of this process: made once, then kept up with what is said, and handed to any number of threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.access.queries.arrow import arrow_link
from cotmoc.access.queries.in_memory import Held, InMemory, Standing
from cotmoc.access.queries.organisation import agencies
from cotmoc.access.queries.revisions import STAMP
from cotmoc.normalise.codes.catalogue import AGENCY_KINDS
from cotmoc.search.core.entries import Ranked, Rights
from cotmoc.search.core.kinds import Table
from cotmoc.search.core.ranking import NamedEntries, Scope
from cotmoc.search.core.reading import Question
from cotmoc.search.core.terms import Terms
from cotmoc.search.core.weighing import Facts
from cotmoc.search.index.areas import forget_area_names
from cotmoc.search.index.reading import (
    CHANGED,
    OFFENCE_NUMBERS,
    read_goods,
    read_lines,
    read_table,
)

Goods = dict[str, NDArray[np.int64]]

#: More changed records than this are read with everything else, which is then quicker.
MOST_CHANGED = 20_000


@dataclass(frozen=True, slots=True)
class Index:
    """What stood at `made_at`, and beside it all records changed since (`fresh`), which `gone` names."""

    made_at: Standing
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


def current_index() -> Index:
    """The index of what stands now, brought up to date before it is handed out."""
    return _index.current()


def forget() -> None:
    """Drops the index of this process and the names of areas; the next question makes them anew."""
    forget_area_names()
    _index.forget()


def _make() -> Held[Index]:
    with arrow_link("search") as link:
        standing = _standing(link)
        everything = {table: read_lines(link, table, None) for table in Table}
        facts = _facts(read_goods(link, None), everything.values())
        return Held(Index(standing, everything, facts, _terms()), standing)


def _refresh(held: Held[Index]) -> Held[Index] | None:
    """The index with all that changed since its base was made; None where that is very much."""
    known = held.value
    with arrow_link("search") as link:
        standing = _standing(link)
        after = known.made_at.revision
        changed = read_table(link, CHANGED.format(after=after)).column(0).to_numpy()
        if len(changed) > MOST_CHANGED:
            return None
        records = sorted(changed.tolist())
        fresh = {table: read_lines(link, table, records, known.base[table]) for table in Table}
        parts = (*known.base.values(), *fresh.values())
        return Held(
            replace(
                known,
                fresh=fresh,
                fresh_facts=_facts(read_goods(link, records), parts),
                gone=np.array(records, np.int64),
            ),
            standing,
        )


def _standing(link: Any) -> Standing:
    """What a transaction sees: revisions that this process has yet to commit are not in it."""
    row = read_table(link, f"SELECT {STAMP.format(known=0)}").to_pylist()[0]
    return Standing(row["latest"], row["at"])


_index = InMemory(_make, _refresh)


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
