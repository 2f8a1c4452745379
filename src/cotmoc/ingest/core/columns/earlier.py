"""What earlier profiles made of columns with the same or like names."""

from __future__ import annotations

from collections.abc import Sequence

from cotmoc.ingest.core.columns.headers import read_header
from cotmoc.ingest.core.columns.vocabulary import tokens_of, variants, weight_of
from cotmoc.ingest.core.fields import REPEATED_GROUPS, parse_field
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.normalise.text import fold

# Names less alike say nothing.
_LEAST_ALIKE, _HALF = 0.6, 0.5


def kind_of_earlier(headers: Sequence[str], profiles: Sequence[Profile]) -> str:
    """The kind of the profile that knows most columns of a file by name or likeness; "" when none knows half of them.

    >>> rules = (ColumnRule("Kỳ báo cáo", "period.date"), ColumnRule("Vụ", "return.amount"))
    >>> profile = Profile("p", "return", "r", rules)
    >>> kind_of_earlier(("Kỳ", "Số vụ"), [profile]), kind_of_earlier(("KY BAO CAO", "Vụ"), [profile])
    ('', 'return')
    """
    best, kind = _HALF * len(headers), ""
    for profile in profiles:
        known = EarlierRules(headers, [profile])
        number = sum(1 for header in headers if known.knows(header))
        if number > best:
            best, kind = number, profile.kind
    return kind


class EarlierRules:
    """The rules of earlier profiles of one kind; those that share more columns with the file go first."""

    def __init__(self, headers: Sequence[str], profiles: Sequence[Profile]) -> None:
        present = {fold(header) for header in headers}
        shared = {
            p.name: len({fold(rule.column) for rule in p.columns} & present) for p in profiles
        }
        ordered = sorted(profiles, key=lambda profile: -shared[profile.name])
        self._rules: dict[str, tuple[ColumnRule, str]] = {}
        for profile in ordered:
            for rule in profile.columns:
                self._rules.setdefault(fold(rule.column), (rule, profile.name))
        self._named = [
            (frozenset(_words(rule.column)), _unnumbered(rule.field))
            for rule, _ in self._rules.values()
            if rule.field != "ignore"
        ]

    def fixed(self, headers: Sequence[str]) -> dict[int, tuple[ColumnRule, str]]:
        """The columns that an earlier profile knows by their very name, with its rule and name.

        No field is given twice: the first column of a name keeps it.
        """
        found: dict[int, tuple[ColumnRule, str]] = {}
        taken: set[str] = set()
        for at, header in enumerate(headers):
            known = self._rules.get(fold(header))
            if known and (known[0].field not in taken or known[0].field == "ignore"):
                found[at] = known
                taken.add(known[0].field)
        return found

    def knows(self, header: str) -> bool:
        """True for a header that an earlier profile has, in these or like words."""
        return fold(header) in self._rules or bool(self.resembling(header))

    def resembling(self, header: str) -> dict[str, float]:
        """The unnumbered fields that earlier profiles gave to columns of like names, with how alike they are."""
        own = frozenset(() if read_header(header).silent else _words(header))
        found: dict[str, float] = {}
        for words, field in self._named:
            alike = weight_of(own & words) / (weight_of(own | words) or 1.0)
            if alike >= _LEAST_ALIKE:
                found[field] = max(found.get(field, 0.0), round(alike, 3))
        return found


def _words(header: str) -> tuple[str, ...]:
    read = read_header(header)
    return variants(tokens_of(f"{read.above} {read.name}"))[0]


def _unnumbered(field: str) -> str:
    target = parse_field(field)
    repeated = target is not None and target.group in REPEATED_GROUPS
    return f"{target.group}.{target.leaf}" if target and repeated else field
