"""Every coded finding of an import, in words: the one place where their sentences stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from cotmoc.areas.core.matches import Reason
from cotmoc.ingest.core.messages import (
    attachments,
    codes,
    columns,
    files,
    identifiers,
    layout,
    moments,
    names,
    narratives,
    parts,
    places,
    populations,
    quantities,
    rows,
)
from cotmoc.normalise.codes.catalogue import CODE_LISTS
from cotmoc.normalise.readings import Problem
from cotmoc.normalise.text import clean

_LONGEST_QUOTE = 80
_NOT_KNOWN = "?"

# code: (English, Vietnamese). A code stands in one module only.
MESSAGES: Mapping[str, tuple[str, str]] = {
    **files.MESSAGES,
    **layout.MESSAGES,
    **columns.MESSAGES,
    **rows.MESSAGES,
    **moments.MESSAGES,
    **names.MESSAGES,
    **quantities.MESSAGES,
    **places.MESSAGES,
    **populations.MESSAGES,
    **codes.MESSAGES,
    **parts.MESSAGES,
    **identifiers.MESSAGES,
    **narratives.MESSAGES,
    **attachments.MESSAGES,
}
_LISTS = {
    "offences": ("offences", "hành vi vi phạm"),
    "commodities": ("commodities", "loại hàng"),
    "roles": ("roles", "vai trò"),
    "outcomes": ("outcomes", "kết quả xử lý"),
    "detections": ("ways of detection", "cách phát hiện"),
    "conveyance_kinds": ("kinds of conveyances", "loại phương tiện"),
    "agency_kinds": ("kinds of agencies", "lực lượng"),
    "indicators": ("indicators", "chỉ tiêu báo cáo"),
}
_PROTECTED = {
    "religion": ("religion or belief", "tôn giáo, tín ngưỡng"),
    "ethnicity": ("ethnicity", "dân tộc, chủng tộc"),
    "political_opinion": ("political opinion", "quan điểm chính trị"),
    "membership": ("membership of a party or union", "việc tham gia đảng phái, đoàn thể"),
    "sexual_life": ("sexual life", "đời sống tình dục"),
    "health": ("health", "sức khỏe"),
}
_REFUSED = {
    "freedom": (
        "opinion, assembly, association or belief",
        "quan điểm, hội họp, lập hội hay tín ngưỡng",
    ),
    "drug_use": ("the mere use of drugs", "việc chỉ sử dụng ma túy"),
}


def message(problem: Problem, language: str) -> str:
    """The sentence for a finding in "vi", else in English; an unknown code stands for itself.

    >>> message(Problem("moment.future", "2099-01-01"), "vi")
    '“2099-01-01” ở tương lai.'
    """
    templates = MESSAGES.get(problem.code)
    if templates is None:
        return problem.code
    at = 1 if language == "vi" else 0
    words: dict[str, str] = defaultdict(lambda: _NOT_KNOWN, _worded(problem.params, at, language))
    words["written"] = _quoted(problem.written)
    return templates[at].format_map(words)


def _worded(params: Mapping[str, str], at: int, language: str) -> dict[str, str]:
    """The params with ids of lists, codes and protected kinds in words."""
    words = {name: _quoted(str(value)) for name, value in params.items()}
    codes = CODE_LISTS.get(params.get("list", ""))
    if codes:
        words["list"] = _LISTS[codes.name][at]
        for name in ("code", "codes"):
            ids = params.get(name, "").split(", ")
            words[name] = ", ".join(codes.label(id, language) for id in ids)  # noqa: A001
    if params.get("reasons"):
        words["reasons"] = ", ".join(_reason(each, at) for each in params["reasons"].split(", "))
    if params.get("refused") in _REFUSED:
        words["refused"] = _REFUSED[params["refused"]][at]
    if params.get("kind") in _PROTECTED:
        words["kind"] = _PROTECTED[params["kind"]][at]
    words |= identifiers.worded(params, at)
    return words


def _reason(reason: str, at: int) -> str:
    known = next((each for each in Reason if each.value == reason), None)
    return (known.label_vi if at else known.label_en).lower() if known else reason


def _quoted(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
