"""What was seized: goods that the text names, each with the quantity beside it."""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import Found

_NUMBER = r"(?<![\w/.-])(?:\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?)"
_COUNTED = (
    r"viên|bánh|gói|bao|tút|cây|hộp|thùng|kiện|túi|chai|lon|bình|can|chiếc|cái|con|cá thể|khẩu|quả|bộ|đôi|máy|tấm|cuộn|dàn|bịch"
    r"|tablets?|bricks?|packs?|cartons?|boxes|bags?|bottles?|cans?|pieces?|rounds?|units?|heads?|sets?|pairs?"
)
_MASS = r"kg|kilogam|kilograms?|gam|grams?|g(?![^\W_])|tấn|tạ|yến|tonnes?|tons?|lít|litres?|liters?|l(?![^\W_])|ml|m3|m³|mét khối|cubic met(?:re|er)s?(?: of)?"  # fmt: skip
_QUANTITY = re.compile(rf"{_NUMBER}\s*(?:(?:{_MASS}|{_COUNTED})(?![^\W\d_]))?", re.I)
_WEIGHED = re.compile(rf"{_NUMBER}\s*(?:{_MASS})", re.I)
# A weight that is said behind the goods, of all of them together.
_BEHIND = re.compile(
    rf"^[^.;,]{{0,40}}?(?:\(|(?:có )?(?:tổng )?(?:trọng|khối) lượng\s*(?:là|:)?\s*(?:khoảng\s*)?|weighing\s+)({_NUMBER}\s*(?:{_MASS}))",
    re.I,
)
_TOTAL = re.compile(rf"tổng (?:trọng|khối) lượng\s*(?:là|:)?\s*({_NUMBER}\s*(?:{_MASS}))", re.I)
_MONEY = re.compile(
    r"(?<![\d.,])(\d[\d.,]{0,20})\s{0,3}(triệu\s+)?(?:đồng(?! chí)|VNĐ|VND|dong|nhân dân tệ|yuan|USD|đô la)|(?:VND|USD)\s(\d[\d.,]{0,20}\d)",
    re.I,
)
_FINE = re.compile(
    r"phạt|xử phạt|fine[ds]?|trị giá|worth|giá trị|thuê|với giá|chiếm đoạt|value", re.I
)
# Goods that are the conveyance itself, papers that are wanted, and things only spoken of.
_CONVEYANCES = frozenset(("vehicle", "motorcycle", "car", "truck", "e_bike", "boat"))
_NOT_SEIZED = frozenset(
    ("documents", "passport", "licence_plate", "bank_card", "label", "telecom_device")
)
_DENIED = re.compile(
    r"(?:không có|không xuất trình (?:được )?|without|thiếu|bị mất|stole(?:n)?|were stolen|khai là|behind boxes of|đốt|gọi điện từ|trong thùng)\s*[^.,;]{0,24}$",
    re.I,
)
_HIDING = re.compile(
    r"(?:behind|hidden in|giấu trong|trong)\s+(?:boxes of|thùng|bao|hộp)?\s*$", re.I
)
_CLEAN = re.compile(r"không phát hiện vi phạm|nothing illegal|no violation", re.I)
_REACH = 22


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    words: tuple[int, int]
    quantity: tuple[int, int] | None
    also: str = ""


def propose_seizures(report: Report) -> Iterator[Proposal]:
    """The goods with their quantities; goods named twice with the same quantity are one line."""
    lines = list(_lines(report))
    money = list(_money(report))
    for number, line in enumerate(lines, start=1):
        group = f"seizure[{number}]"
        begin, end = line.words
        yield Proposal(f"{group}.commodity", report.text[begin:end], begin, end, "narrative.goods")
        if line.quantity:
            at, until = line.quantity
            value = _readable(report.text[at:until])
            if line.also:  # the weight is the more telling of the two, and counts in sums
                value = f"{line.also} ({value.strip()})"
            yield Proposal(f"{group}.quantity", value.strip(), at, until, "narrative.quantity")
    for number, (begin, end) in enumerate(money, start=len(lines) + 1):
        words = _currency(report.text[begin:end])
        yield Proposal(f"seizure[{number}].commodity", words, begin, end, "narrative.goods")
        yield Proposal(
            f"seizure[{number}].quantity",
            _readable(report.text[begin:end]),
            begin,
            end,
            "narrative.quantity",
        )


def _lines(report: Report) -> Iterator[_Line]:
    seen: set[tuple[str, str]] = set()
    if _CLEAN.search(report.text):
        return
    found = [each for each in report.mentions(COMMODITIES) if _is_goods(report, each)]
    used: set[int] = set()
    for at, each in enumerate(found):
        quantity = _quantity(report, found, at)
        if quantity is None or quantity[0] in used:
            continue
        behind = _BEHIND.match(report.text[each.end : each.end + 90])
        written = report.text[quantity[0] : quantity[1]]
        also = behind.group(1) if behind and not _WEIGHED.match(written) else ""
        key = (each.code, re.sub(r"\s", "", written.lower()).lstrip("0"))
        if key in seen:
            continue
        seen.add(key)
        used.add(quantity[0])
        yield _Line(each.code, (each.begin, each.end), quantity, also)


def _is_goods(report: Report, found: Found) -> bool:
    if not found.code or found.code in _CONVEYANCES or found.code in _NOT_SEIZED:
        return False
    if found.code.startswith("currency"):
        return False
    before = report.text[max(0, found.begin - 40) : found.begin]
    return not _DENIED.search(before) and not _HIDING.search(before)


def _quantity(report: Report, found: list[Found], at: int) -> tuple[int, int] | None:
    """The number before the goods, else the one behind; never across other goods or the end of a sentence."""
    each = found[at]
    sentence = report.sentence_at(each.begin)
    first = max(sentence.begin, found[at - 1].end if at else 0, each.begin - _REACH - 12)
    before = [
        match
        for match in _QUANTITY.finditer(report.text, first, each.begin)
        if each.begin - match.end() <= _REACH
        and not re.search(r"[;:.]\s|,\s", report.text[match.end() : each.begin])
    ]
    if before:
        return before[-1].start(), _unit_within(report.text, before[-1].end(), each)
    last = min(sentence.end, found[at + 1].begin if at + 1 < len(found) else sentence.end)
    behind = _BEHIND.match(report.text[each.end : last])
    if behind:
        return each.end + behind.start(1), each.end + behind.end(1)
    return None


_UNIT_FIRST = re.compile(rf"(?:{_COUNTED})(?![^\W\d_])", re.I)


def _unit_within(text: str, end: int, found: Found) -> int:
    """The end of the quantity, with a unit that the words for the goods begin with ("1.000 | bình khí N2O")."""
    unit = _UNIT_FIRST.match(text, found.begin, found.end)
    return unit.end() if unit and not text[end : found.begin].strip() else end


def _money(report: Report) -> Iterator[tuple[int, int]]:
    """Sums that were seized: neither fines nor values."""
    for match in _MONEY.finditer(report.text):
        sentence = report.sentence_at(match.start())
        before = report.text[max(sentence.begin, match.start() - 45) : match.start()]
        if not _FINE.search(before) and not _FINE.search(
            report.text[match.end() : match.end() + 12]
        ):
            yield match.start(), match.end()


_SYMBOL_FIRST = re.compile(r"(VND|USD)\s(\d[\d.,]{0,20}\d)")
_CUBIC = re.compile(r"cubic met(?:re|er)s?(?: of)?")


def _readable(written: str) -> str:
    """The quantity in the order and units that quantities are read in."""
    return _CUBIC.sub("m3", _SYMBOL_FIRST.sub(r"\2 \1", written)).strip()


_CURRENCIES = (
    ("nhân dân tệ", "Nhân dân tệ"), ("yuan", "Nhân dân tệ"), ("usd", "Đô la Mỹ"), ("đô la", "Đô la Mỹ"), ("", "Tiền Việt Nam"),
)  # fmt: skip


def _currency(written: str) -> str:
    lowered = written.lower()
    return next(name for word, name in _CURRENCIES if word in lowered)
