"""The vehicles and vessels of a report, with their numbers, and those that have none."""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS
from cotmoc.normalise.identifiers import REGISTRATIONS, Identifier, Kind, Validity, read_identifier

# Where a number can stand; what it is, the reader of identifiers says.
_NUMBERS = re.compile(
    r"(?:(?:BKS|BS|biển (?:kiểm soát|số|đăng ký)|plate|registration|số đăng ký|IMO|MMSI|call sign|hô hiệu)\W{1,3}(?:số\s+)?)?"
    r"(?:(?:Lào|Trung Quốc|Campuchia|Lao)\s+)?"
    r"(?:\d{2}[A-ZĐ]{1,2}\d?[-. ]?\d{3}[.]?\d{1,2}(?!\d)|\d{2}-[A-ZĐ]\d [\d.]{4,6}|[A-ZĐ][A-Za-zĐ]{1,3}[- ]?\d{3,5}[- ]?TS\b"
    r"|(?:Quế|Vân|Việt|[\u4e00-\u9fff])[ -]?[A-Z][-·. ]?[A-Z0-9]{4,6}|(?<=IMO )\d{7}|(?<=MMSI )\d{9}|[A-ZĐ]{2,3}[- ]\d{4,5}(?![\d-])"
    r"|(?<=Lào )[A-Z]{2} \d{4})"
)
_OWN = re.compile(r"(?:CSB|BP|CN|KN|KM|Km|QL|SN|HS)[ .-]?\d")
_SHIP_NAME = re.compile(
    r"(?:vessel|tanker|carrier|ship|tàu)\s+([A-Z]{2,20}(?: [A-Z]{1,20}){0,4}(?: \d{1,3})?)(?=[\s,(])"
)
_UNREGISTERED = re.compile(
    r"không (?:số hiệu|biển số|biển kiểm soát|đăng ký|số đăng ký|tên)|bỏ lại|chở|vận chuyển|điều khiển|boarded|fired|approached"
    r"|phát hiện|bắt|on a|trên xuồng", re.I
)  # fmt: skip
_OF_AN_AGENCY = re.compile(r"(?:vessel CSB|tàu (?:CSB|BP|CN)|patrol|tuần tra$)", re.I)
_FROM = re.compile(
    r"(?:from|by|of|in|from a small|a small)\s+(?:an?\s+|the\s+)?(?:small\s+)?$", re.I
)
_NO_CONVEYANCES = frozenset(("on_foot", "other", "unknown", "train", "aircraft", "drone"))
_REACH = 70


class _Mention(NamedTuple):
    """A kind of conveyance that the text speaks of."""

    code: str
    begin: int
    end: int


@cache
def _codes() -> dict[str, str]:
    """Kinds by the words for them; the search for goods leaves out what carries them, which is wanted here."""
    return {
        word.lower(): code.id
        for code in CONVEYANCE_KINDS
        if code.id not in _NO_CONVEYANCES
        for word in (code.label_vi, code.label_en, *code.synonyms)
    }


@cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, _codes()), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])", re.I)


@dataclass(frozen=True, slots=True)
class _Numbered:
    identifier: Identifier
    begin: int
    end: int


def propose_conveyances(report: Report) -> Iterator[Proposal]:
    """The conveyances, numbered in their order: those with numbers, else the one or two that are only described."""
    kinds = [
        _Mention(_codes()[m.group().lower()], m.start(), m.end())
        for m in _words().finditer(report.text)
    ]
    numbered = _numbered(report)
    position = 0
    for position, each in enumerate(numbered, start=1):
        yield from _with_number(report, kinds, each, position)
    if not numbered:
        for described in _described(report, kinds)[:1]:
            position += 1
            yield _kind(f"conveyance[{position}]", described, report.text)
    if position:
        yield from _ship_name(report)


def _numbered(report: Report) -> list[_Numbered]:
    """Numbers of conveyances that can exist, each once; of one ship the registration before radio numbers."""
    found: dict[str, _Numbered] = {}
    for match in _NUMBERS.finditer(report.text):
        if _OWN.match(match.group()) or _OWN.search(match.group()):
            continue
        said = report.text[max(0, match.start() - _REACH) : match.end()]
        country = "LA" if re.search(r"\b(?:Lào|Lao)\b", said) else ""
        reading = read_identifier(
            match.group(), "registration", country=country, today=report.context.today
        )
        each = reading.value
        if each is None or each.validity is Validity.IMPOSSIBLE or each.kind not in REGISTRATIONS:
            continue
        if each.kind is not Kind.CONTAINER:
            found.setdefault(each.key, _Numbered(each, match.start(), match.end()))
    radio = [each for each in found.values() if each.identifier.kind in (Kind.MMSI, Kind.CALL_SIGN)]
    others = [each for each in found.values() if each not in radio]
    return others or radio


def _with_number(
    report: Report, kinds: list[_Mention], each: _Numbered, position: int
) -> Iterator[Proposal]:
    group = f"conveyance[{position}]"
    near = [kind for kind in kinds if each.begin - _REACH <= kind.begin < each.end and kind.code]
    same = [
        kind for kind in near if report.sentence_at(kind.begin) == report.sentence_at(each.begin)
    ]
    if same:
        yield _kind(group, max(same, key=lambda kind: kind.begin), report.text)
    yield Proposal(
        f"{group}.registration",
        each.identifier.canonical,
        each.begin,
        each.end,
        "narrative.registration",
    )


def _kind(group: str, found: _Mention, text: str) -> Proposal:
    return Proposal(
        f"{group}.kind",
        text[found.begin : found.end],
        found.begin,
        found.end,
        "narrative.conveyance",
    )


def _described(report: Report, kinds: list[_Mention]) -> list[_Mention]:
    """Conveyances without a number that carried something, were boarded, or are said to have no number."""
    likely: list[_Mention] = []
    for each in kinds:
        sentence = report.sentence_at(each.begin)
        before = report.text[max(sentence.begin, each.begin - 25) : each.begin]
        if _OF_AN_AGENCY.search(before + report.text[each.begin : each.end + 6]) or _FROM.search(
            before
        ):
            continue
        around = report.text[
            max(sentence.begin, each.begin - 60) : min(sentence.end, each.end + 60)
        ]
        if each.code and _UNREGISTERED.search(around):
            likely.append(each)
    return likely


def _ship_name(report: Report) -> Iterator[Proposal]:
    match = _SHIP_NAME.search(report.text)
    if match and not _OWN.match(match.group(1)) and match.group(1) not in ("CSB", "BP"):
        yield Proposal(
            "conveyance[1].name",
            match.group(1),
            match.start(1),
            match.end(1),
            "narrative.ship_name",
        )
