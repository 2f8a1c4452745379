"""Numbers as written in Vietnamese and English, where the same mark divides thousands or decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

NUMBER = r"[+-]?(?:\d[\d.,'’\s]*\d|\d|[.,]\d+)(?:[eE][+-]?\d{1,3})?"
_PLAIN = re.compile(r"[+-]?\d+")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*")
_SPACES_AND_TICKS = re.compile(r"(?<=\d)[\s'’](?=\d{3})")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number, and whether its one mark could as well divide thousands as decimals ("1.234")."""

    value: Decimal
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class DecimalEvidence:
    """The decimal mark that a column's values prove ("," or "." or "" for neither), with their counts."""

    mark: str
    commas: int
    points: int

    @property
    def contradictory(self) -> bool:
        """True when some values prove the comma and others the point."""
        return bool(self.commas and self.points)


def read_number(text: str, decimal: str = "", whole: bool = False) -> WrittenNumber | None:
    """The number written, None when it is none.

    `decimal` is the decimal mark of the column, "" when not known: then "1.234" and "1,234" are ambiguous, and
    read as in Vietnamese (1234 and 1,234). `whole` says that only whole numbers make sense, which settles it.

    >>> read_number("1.220.030").value, read_number("1,874.0").value, read_number("59,7").value
    (Decimal('1220030'), Decimal('1874.0'), Decimal('59.7'))
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return WrittenNumber(Decimal(text))
    if _SCIENTIFIC.fullmatch(text):
        return _number(text.replace(",", "."))
    sign, digits = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    compact = _SPACES_AND_TICKS.sub("", digits)
    if any(c.isspace() or c in "'’" for c in compact):
        return None
    mark, ambiguous = _decimal_mark(compact, decimal, whole)
    if mark is None:
        return None
    plain = _without_thousands(compact, mark)
    number = _number(sign + plain) if plain else None
    return WrittenNumber(number.value, ambiguous) if number else None


def _decimal_mark(digits: str, decimal: str, whole: bool) -> tuple[str | None, bool]:
    """The decimal mark of these digits ("" for none) and whether that is a guess; None when contradictory."""
    points, commas = digits.count("."), digits.count(",")
    if decimal:
        return (decimal if decimal in digits else ""), False
    if points and commas:
        last = "." if digits.rfind(".") > digits.rfind(",") else ","
        return (last if digits.count(last) == 1 else None), False
    if points + commas != 1:
        return "", False
    mark = "." if points else ","
    before, after = digits.split(mark)
    if len(after) != 3 or not 1 <= len(before) <= 3 or before.startswith("0"):
        return mark, False
    if whole:
        return "", False
    return ("" if mark == "." else mark), True


def _without_thousands(digits: str, mark: str) -> str:
    """The digits with "." as decimal mark; "" when what divides thousands does not stand between thousands."""
    whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
    if "." in fraction or "," in fraction:
        return ""
    if not whole.isdecimal() and whole and not _GROUPED.fullmatch(whole):
        return ""
    bare = re.sub(r"[.,'’\s]", "", whole)
    return f"{bare or '0'}.{fraction}" if fraction else bare


def _number(text: str) -> WrittenNumber | None:
    try:
        return WrittenNumber(Decimal(text))
    except InvalidOperation:
        return None


def column_decimal_evidence(samples: Iterable[str]) -> DecimalEvidence:
    """The decimal mark that the values of a column prove, where none contradicts it.

    Numbers are found anywhere in a value. "1.234" proves nothing; "1,5" and "1.220.030" prove the comma.

    >>> column_decimal_evidence(["1.234", "59,7kg"])
    DecimalEvidence(mark=',', commas=1, points=0)
    """
    commas = points = 0
    for sample in samples:
        for found in re.findall(NUMBER, sample):
            proved = _proved_mark(found.strip("+-"))
            commas += proved == ","
            points += proved == "."
    mark = "," if commas and not points else "." if points and not commas else ""
    return DecimalEvidence(mark, commas, points)


def _proved_mark(digits: str) -> str:
    marks = [c for c in digits if c in ".,"]
    if not marks or re.search("[eE]", digits):
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    mark, ambiguous = _decimal_mark(digits, "", whole=False)
    return mark if mark and not ambiguous else ""
