"""Numbers as written in Vietnamese and English, where the same mark divides thousands or decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"[+-]?(?:\d[\d.,'’\s]*\d|\d|[.,]\d+)(?:[eE][+-]?\d{1,3})?"
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}")
_GROUPED = re.compile(r"(?!0\d*[.,])\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*")
# No amount of anything has more digits; reading more would cost time without end.
_LONGEST = 60
_MARKED = re.compile(r"\d[\d.,]*|[.,]\d+")
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
    read as in Vietnamese (1234 and 1,234). Digits that the other mark cannot divide into thousands are decimals all
    the same, as in cells that hold numbers among cells that hold text. `whole` says that only whole numbers make
    sense, which settles it.

    >>> read_number("1.220.030").value, read_number("1,874.0").value, read_number("59,7").value
    (Decimal('1220030'), Decimal('1874.0'), Decimal('59.7'))
    >>> read_number("12.5", ",").value, read_number("1.234", ",").value
    (Decimal('12.5'), Decimal('1234'))
    """
    text = text.strip()
    if _SCIENTIFIC.fullmatch(text):
        return WrittenNumber(Decimal(text.replace(",", ".")))
    sign, digits = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    found = parse_number(digits, decimal, whole)
    if found is None:
        return None
    number, places, ambiguous = found
    value = Decimal(f"{sign}{number}E-{places}") if places else Decimal(f"{sign}{number}")
    return WrittenNumber(value, ambiguous)


def parse_number(text: str, decimal: str = "", whole: bool = False) -> tuple[int, int, bool] | None:
    """The number written without a sign, as its digits, its decimal places, and whether its mark is ambiguous.

    None when it is none; `decimal` and `whole` as in `read_number`.

    >>> parse_number("59,7"), parse_number("1.234"), parse_number("12.34.5")
    ((597, 1, False), (1234, 0, True), None)
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return int(text), 0, False
    before, mark, after = text.partition("," if "," in text else ".")
    if before.isdecimal() and after.isdecimal():
        return _one_mark(before, mark, after, decimal, whole)
    compact = _SPACES_AND_TICKS.sub("", text)
    return _many_marks(compact, decimal, whole) if _MARKED.fullmatch(compact) else None


def _many_marks(compact: str, decimal: str, whole: bool) -> tuple[int, int, bool] | None:
    """The number in digits, points and commas."""
    mark, ambiguous = _decimal_mark(compact, decimal, whole)
    if mark is None:
        return None
    plain = _without_thousands(compact, mark)
    number, _, fraction = plain.partition(".")
    return None if not plain else (int(number + fraction), len(fraction), ambiguous)


def _one_mark(
    before: str, mark: str, after: str, decimal: str, whole: bool
) -> tuple[int, int, bool]:
    """The number with a single mark, as most are."""
    is_grouped = len(after) == 3 and len(before) <= 3 and before[0] != "0"
    if decimal and decimal != mark and is_grouped:
        return int(before + after), 0, False
    if decimal or not is_grouped:
        return int(before + after), len(after), False
    if whole:
        return int(before + after), 0, False
    return int(before + after), 0 if mark == "." else 3, True


def _decimal_mark(digits: str, decimal: str, whole: bool) -> tuple[str | None, bool]:
    """The decimal mark of these digits ("" for none) and whether that is a guess; None when contradictory."""
    points, commas = digits.count("."), digits.count(",")
    if decimal and (decimal in digits or _is_grouped(digits)):
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


def _is_grouped(digits: str) -> bool:
    """True for digits that marks divide into thousands; "12.5" is none of them, whatever the column's decimal mark."""
    return _GROUPED.fullmatch(digits) is not None


def _without_thousands(digits: str, mark: str) -> str:
    """The digits with "." as decimal mark; "" when what divides thousands does not stand between thousands."""
    whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
    if "." in fraction or "," in fraction:
        return ""
    if not whole.isdecimal() and whole and not _GROUPED.fullmatch(whole):
        return ""
    bare = re.sub(r"[.,'’\s]", "", whole)
    return f"{bare or '0'}.{fraction}" if fraction else bare


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
