"""The parties or conveyances of several sources, one thing after the other.

What counting takes for one thing is one thing here. Unnamed ones stand beside the unnamed of the same role or kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, zip_longest
from typing import TypeVar

from cotmoc.records.core.counting import Stated, StatedConveyance, StatedParty
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.core.same_things import conveyance_says_the_same, party_says_the_same
from cotmoc.records.core.sides import Agreement, Line, Thing

S = TypeVar("S", bound=Stated)
#: The lines of each source, in the order of the sources.
Cells = Sequence[Sequence[Line]]
#: Where a line stands: the place of its source, and its index there.
_At = tuple[int, int]


def aligned_parties(
    records: Sequence[int], cells: Cells, same: Sequence[Sequence[StatedParty]]
) -> tuple[Thing, ...]:
    """The parties that the sources (by record id) state; `same`: the statements that count as one person, for each."""
    named = dict(_named(records, cells, same, party_says_the_same))
    return (*named.values(), *_unnamed(cells, _taken(named), _role_and_heads))


def aligned_conveyances(
    records: Sequence[int], cells: Cells, same: Sequence[Sequence[StatedConveyance]]
) -> tuple[Thing, ...]:
    """The conveyances that the sources (by record id) state; `same`: the statements that count as one, for each."""
    named = dict(_named(records, cells, same, conveyance_says_the_same))
    return (*named.values(), *_unnamed(cells, _taken(named), _kind_and_pieces))


def _role_and_heads(party: PartyDraft) -> tuple[str, int]:
    return party.role, party.heads


def _kind_and_pieces(item: ConveyanceDraft) -> tuple[str, int]:
    return item.kind, item.pieces


def _named(
    records: Sequence[int],
    cells: Cells,
    same: Sequence[Sequence[S]],
    says_the_same: Callable[[S, S], bool],
) -> Iterator[tuple[tuple[_At, ...], Thing]]:
    """Each named thing with where its lines stand."""
    places = {record: place for place, record in enumerate(records)}
    for group in same:
        stand = {places[each.record_id]: each.index for each in group}
        lines = tuple(
            cell[stand[place]] if place in stand else None for place, cell in enumerate(cells)
        )
        agree = all(says_the_same(one, other) for one, other in combinations(group, 2))
        agreement = _agreement(cells, set(stand), agree=agree)
        yield tuple(stand.items()), Thing(agreement, lines, is_named=True)


def _taken(named: dict[tuple[_At, ...], Thing]) -> set[_At]:
    return {at for stand in named for at in stand}


def _unnamed(
    cells: Cells, taken: set[_At], sort_and_number: Callable[..., tuple[str, int]]
) -> Iterator[Thing]:
    """The lines that are of no named thing, by sort; they agree where each source has as many of the sort."""
    by_sort: dict[str, list[list[Line]]] = {}
    for place, cell in enumerate(cells):
        for index, line in enumerate(cell):
            if (place, index) not in taken:
                sort, _ = sort_and_number(line.thing)
                by_sort.setdefault(sort, [[] for _ in cells])[place].append(line)
    for columns in by_sort.values():
        numbers = {sum(sort_and_number(line.thing)[1] for line in column) for column in columns}
        stating = {place for place, column in enumerate(columns) if column}
        agreement = _agreement(cells, stating, agree=len(numbers - {0}) == 1)
        for lines in zip_longest(*columns):
            yield Thing(agreement, lines, is_named=False)


def _agreement(cells: Cells, stating: set[int], *, agree: bool) -> Agreement:
    """How the sources that state anything of the kind stand to each other in one thing."""
    if len(cells) < 2:
        return Agreement.OWN
    silent = any(cell and place not in stating for place, cell in enumerate(cells))
    if silent or len(stating) < 2:
        return Agreement.ONE_ONLY
    return Agreement.AGREES if agree else Agreement.DIFFERS
