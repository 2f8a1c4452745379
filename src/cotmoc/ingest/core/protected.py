"""Columns the product does not take: what a person believes, is by descent, thinks, or suffers from.

This is one of the lines that no setting switches off. Recognised by header, in the languages of the region and of
common data, and by content where the header is silent. The words are data/protected_*.tsv, read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cotmoc.ingest.core.protected_values import (
    Values,
    legend_kind,
    protected_values,
)
from cotmoc.ingest.core.protected_words import header_kind, is_about_names, kind_hinted
from cotmoc.normalise.errors import CotmocError


class ProtectedColumnError(CotmocError):
    """A column the product does not take was mapped; `params` name it and the `kind` of what it looks like."""

    code = "column.protected"


@lru_cache(maxsize=4_096)
def protected_reason(header: str) -> str:
    """The kind of protected fact a header names, "" for none; also by a legend of its codes.

    Kinds: religion, ethnicity, political_opinion, membership, sexual_life, health.

    >>> protected_reason("Dân tộc"), protected_reason("TG (1=Phật giáo, 2=Công giáo)"), protected_reason("Quốc tịch")
    ('ethnicity', 'religion', '')
    """
    return header_kind(header) or legend_kind(header)


def protected_content(values: Iterable[str], header: str = "") -> str:
    """The kind of protected fact that a column's values state, "" for none.

    Four fifths of at least three values must state one kind, and with evidence: a value that means nothing else, or
    three different ones of those that also mean other things, such as Dao, Hoa or Lào. A header that is the usual
    abbreviation of a kind ("DT", "TG") lets two values of three fifths be enough; one of names, places or
    countries asks for more of them.

    >>> protected_content(["Kinh", "Tày", "Kinh", "Nùng"])
    'ethnicity'
    """
    hinted = kind_hinted(header)
    return protected_values(Values.of(values), hinted, is_about_names=is_about_names(header))


def protected_columns(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]] = ()
) -> dict[str, str]:
    """The headers of columns that may not be taken in, each with its kind; their cells must not be stored.

    >>> protected_columns(("Họ tên", "Tôn giáo"))
    {'Tôn giáo': 'religion'}
    """
    refused: dict[str, str] = {}
    for position, header in enumerate(headers):
        kind = protected_reason(header)
        if not kind:
            values = [row[position] for row in sample_rows if position < len(row)]
            kind = protected_content(values, header)
        if kind:
            refused[header] = kind
    return refused


def without_columns(cells: tuple[str, ...], positions: frozenset[int]) -> tuple[str, ...]:
    """The cells of a row with those at `positions` emptied, so that what is refused is stored nowhere.

    >>> without_columns(("a", "b"), frozenset({1}))
    ('a', '')
    """
    if not positions:
        return cells
    return tuple("" if at in positions else cell for at, cell in enumerate(cells))
