"""When it happened: the day and the time of a report, among the days of births, papers and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.ingest.core.narrative.sentences import Sentence
from cotmoc.normalise.moments import read_moment
from cotmoc.normalise.text import fold
from cotmoc.normalise.times import read_time

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"  # fmt: skip  # noqa: E501
_DAY = (
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|\d{1,2} tháng \d{1,2}(?:,? năm \d{4})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\.?,? \d{{4}}"
    rf"|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_DATES = re.compile(
    rf"(?:đêm|tối)\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?,?\s*rạng\s+(?:sáng\s+)?(?:ngày\s+)?(?:{_DAY})"
    rf"|(?<!\d)(?:{_DAY})(?!\d)"
    r"|(?<=ngày )\d{1,2}[/.-]\d{1,2}(?![\d/.-])",
    re.I,
)
_TIMES = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2}(?!\d))?(?:\s?(?:phút|'|’|p\b))?(?:\s(?:sáng|trưa|chiều|tối|đêm))?"
    r"|(?<!\d)\d{1,2}[:.]\d{2}\s?(?:am|pm|a\.m\.|p\.m\.)"
    r"|(?<!\d)\d{1,2}:\d{2}(?:\s?(?:UTC|LT|hrs|hours))?"
    r"|(?<!\d)\d{4}\s?(?:UTC|LT|hrs|hours|local time|H\b)"
    r"|(?<=at )\d{4}(?= (?:local|on))",
    re.I,
)
# Words right before a day that is not that of the event.
_OTHER_DAYS = re.compile(
    r"(?:sinh|born|cấp|issued|số|hạn|từ|quyết định|tức)(?:\s+(?:ngày|on|in|tháng))?\s*[:(]?\s*$|\(\s*(?:sn|sinh)?\s*$",
    re.I,
)
_EVENT = (
    "phat hien", "bat giu", "bat qua tang", "kiem tra", "tuan tra", "thu giu", "giai cuu", "tiep nhan", "bat",
    "boarded", "found", "seized", "arrested", "stopped", "intercepted", "inspected", "discovered", "rescued", "stole",
    "detained", "reported", "kiem soat", "tiep can", "xu ly", "trinh bao", "giao nop", "approached",
)  # fmt: skip
_DECISIONS = ("khoi to vu an", "ra quyet dinh", "bao cao so", "khoi to")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Dated:
    begin: int
    end: int
    text: str
    score: int


def propose_when(report: Report) -> Iterator[Proposal]:
    """The day and time of the event. A day without a year is completed with the latest that is not to come."""
    dated = max(_candidates(report), key=lambda each: each.score, default=None)
    if dated is None:
        return
    value, reason = dated.text, "narrative.date"
    if read_moment(value, "dmy").value is None:
        value = _with_year(value, report.context.today)
        reason = "narrative.year_added"
    if read_moment(value, "dmy").value is None:
        return
    yield Proposal("occurred.date", value, dated.begin, dated.end, reason)
    time = _time_near(report, dated)
    if time:
        yield Proposal(
            "occurred.time", _plain_time(time.group()), time.start(), time.end(), "narrative.time"
        )


def event_sentence(report: Report) -> Sentence:
    """The sentence in which the day of the event stands, else the first one."""
    dated = max(_candidates(report), key=lambda each: each.score, default=None)
    return report.sentence_at(dated.begin) if dated else report.sentences[0]


def _candidates(report: Report) -> Iterator[_Dated]:
    for number, match in enumerate(_DATES.finditer(report.text)):
        if _OTHER_DAYS.search(report.text[max(0, match.start() - 30) : match.start()]):
            continue
        yield _Dated(match.start(), match.end(), match.group(), _score(report, match, number))


def _score(report: Report, match: re.Match[str], number: int) -> int:
    """How likely a day is that of the event: named first, beside a time, in a sentence of what was found."""
    sentence = report.sentence_at(match.start())
    before = fold(report.text[max(0, match.start() - 25) : match.start()])
    score = 3 - min(number, 3)
    score += 4 if "truoc do" in before else 0
    score += (
        2 if _TIMES.search(report.text, max(0, match.start() - _NEAR), match.end() + _NEAR) else 0
    )
    score += 2 if sentence.says(*_EVENT) else 0
    return score - (
        3 if sentence.says(*_DECISIONS) and not sentence.says("phat hien", "bat qua tang") else 0
    )


def _with_year(written: str, today: date) -> str:
    """The day with the year in which it was last: a report does not speak of days to come."""
    for year in (today.year, today.year - 1):
        moment = read_moment(f"{written}/{year}", "dmy").value
        if moment and moment.start <= today:
            return f"{written}/{year}"
    return written


def _time_near(report: Report, dated: _Dated) -> re.Match[str] | None:
    """The time closest to the day, within its sentence."""
    sentence = report.sentence_at(dated.begin)
    near = [
        match
        for match in _TIMES.finditer(report.text, sentence.begin, sentence.end)
        if _gap(match, dated) <= _NEAR
        and not dated.begin <= match.start() < dated.end
        and read_time(_plain_time(match.group())).value
    ]
    return min(near, key=lambda match: _gap(match, dated), default=None)


def _gap(match: re.Match[str], dated: _Dated) -> int:
    return max(dated.begin - match.end(), match.start() - dated.end)


def _plain_time(written: str) -> str:
    """The time without the words for its own hours, which are the register's: "0230 hours" is 02:30."""
    text = re.sub(r"\s?(?:hrs|hours|local time)$", "", written.strip(), flags=re.I)
    return re.sub(r"(\d)\.(\d\d\s?[ap]\.?m)", r"\1:\2", text, flags=re.I)
