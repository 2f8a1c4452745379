"""Where it happened: the place named with "tại", "trên", "at", "near", and not the residence of anybody."""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator

from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.ingest.core.narrative.when import event_sentence
from cotmoc.normalise.positions import read_position
from cotmoc.normalise.text import fold

_ANCHORS = re.compile(
    r"(?<![^\W_])(?P<word>tại|trên(?= (?:vùng biển|biển|sông|tuyến|đường|quốc lộ|địa bàn|khu vực))|ở(?= (?:khu|thôn|xã|bến))"
    r"|qua(?= cửa khẩu)|at(?= (?!about|anchor\b|around|\d{1,4}(?:[:.]\d\d)?(?: ?(?:am|pm|UTC|LT|hrs|hours|local|on)|,)))|in position|in(?= [A-Z])|near|off|on the(?= (?:river|road|beach|bank|bridge))|about(?= \d+ nautical)"
    r"|(?=around \d+ nm)|while at anchor at)[ :]+(?=\S)|(?<=[ ,])(?=around \d+ nm )|(?<=LT in position )",
    re.I,
)
_RESIDENCE = re.compile(
    r"(?:trú|ngụ|sống|hộ khẩu|hktt|quê|ở|làm việc|sinh|reside|resident|residing|living|born|được cấp|cấp)\s*$",
    re.I,
)
# Words with which a further part of a place, after a comma, begins.
_PARTS = (
    "thon", "ban", "xom", "to dan pho", "ap", "buon", "khu", "khu vuc", "khu pho", "phuong", "xa", "thi tran", "huyen", "quan", "tinh",
    "thanh pho", "tp", "tx", "thi xa", "dac khu", "dao", "vinh", "song", "duong", "quoc lo", "km", "moc", "cua khau", "vung bien",
    "dia phan", "dia ban", "ha noi", "hai phong", "da nang", "can tho", "hue", "viet nam", "vietnam", "cach",
)  # fmt: skip
_ENGLISH_PART = re.compile(
    r"[A-Z][\w' ]*(?:commune|ward|province|district|city|village|island|islands|town|street|bay)$|Viet ?nam$"
)
# Where a place ends within a part: at who acts, what was done, or another circumstance.
_STOPS = re.compile(
    r"\s(?:tổ (?:công tác|tuần tra|kiểm soát)|lực lượng|đồn (?:biên|bp)|đội (?:tuần|kiểm|quản)|công an|hải quan|chi cục|phòng cảnh"
    r"|hải đội|tàu (?:csb|bp|cn|cá|vỏ)|phát hiện|bắt|kiểm tra|do\s|đã|đang|vận chuyển|có (?!tọa)|chứa|cũ\b|để|về việc|nhận tin"
    r"|theo tờ|gồm|xảy|được|bị|thì|lập|thu giữ|phối hợp|chở|đến|qua soi|from|by|on|and|found|stopped|who|when|where|with|was"
    r"|were|using|seized|is being|carrying|arresting|for|owned|had|rescued|while|underway|at|the coast|Skipper|Customs)(?![^\W_])",
    re.I,
)
_LONGEST = 130


def propose_where(report: Report) -> Iterator[Proposal]:
    """The place of the event and its position where degrees are written."""
    found = list(_candidates(report))
    if found:
        _, begin, end = max(found)
        yield Proposal("place.written", report.text[begin:end], begin, end, "narrative.place")
    yield from _position(report)


def _candidates(report: Report) -> Iterator[tuple[int, int, int]]:
    """Places with how likely each is that of the event; of equals the first."""
    home = event_sentence(report).number
    for number, anchor in enumerate(_ANCHORS.finditer(report.text)):
        begin = anchor.end()
        if _RESIDENCE.search(report.text[max(0, anchor.start() - 14) : anchor.start()]):
            continue
        end = _end(report, begin)
        if end - begin < 3:
            continue
        away = abs(report.sentence_at(begin).number - home)
        yield 10 - 3 * away - number + _likely(report.text[begin:end], anchor), begin, end


def _likely(place: str, anchor: re.Match[str]) -> int:
    folded = f" {fold(place)} "
    named = sum(
        f" {word} " in folded
        for word in (
            "phuong",
            "xa",
            "tinh",
            "moc",
            "khu vuc",
            "vung bien",
            "cua khau",
            "commune",
            "ward",
            "province",
            "gate",
            "port",
            "island",
            "anchorage",
        )
    )
    return min(named, 3) + (
        1 if (anchor.group("word") or "").lower() in ("tại", "at", "trên") else 0
    )


def _end(report: Report, begin: int) -> int:
    """Where the place ends: its first part is taken, each further one only when it begins as places do."""
    limit = min(report.sentence_at(begin).end, begin + _LONGEST)
    text = report.text[begin:limit]
    taken = 0
    for part in re.finditer(r"\s*(?:\([^)]*\)|[^,;(])+(?:\([^)]*\))?", text):
        if taken and (part.start() != taken + 1 or not _continues(part.group().strip())):
            break
        stop = _STOPS.search(part.group(), 1)
        taken = part.start() + (stop.start() if stop else len(part.group()))
        if stop:
            break
    return begin + len(text[:taken].rstrip(" .,;:("))


def _continues(part: str) -> bool:
    first = f"{fold(part)} "
    return any(first.startswith(f"{word} ") for word in _PARTS) or bool(
        _ENGLISH_PART.match(_cut(part))
    )


def _cut(part: str) -> str:
    stop = _STOPS.search(part)
    return part[: stop.start()] if stop else part.rstrip(".")


_DEGREES = re.compile(
    r"\d{1,3}\s?[°º-]\s?\d{1,2}(?:[.,]\d+)?\s?['’′]?(?:\d{1,2}(?:[.,]\d+)?[\"”″])?\s?[NB][\s,;-]{1,5}"
    r"\d{1,3}\s?[°º-]\s?\d{1,2}(?:[.,]\d+)?\s?['’′]?(?:\d{1,2}(?:[.,]\d+)?[\"”″])?\s?[EĐ]"
)


def _position(report: Report) -> Iterator[Proposal]:
    match = _DEGREES.search(report.text)
    if match and read_position(match.group()).value:
        yield Proposal(
            "place.position", match.group(), match.start(), match.end(), "narrative.position"
        )
