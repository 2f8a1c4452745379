"""What was done wrong, what came of it, and which agencies did what."""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.normalise.codes.catalogue import COMMODITIES, CONVEYANCE_KINDS, OFFENCES, OUTCOMES
from cotmoc.normalise.codes.matching import Found
from cotmoc.normalise.codes.offence_reading import kinds_of, offence_of_goods

# From the strongest outcome to the weakest.
_OUTCOMES = (
    ("no_violation", r"không phát hiện vi phạm|nothing illegal|no violation"),
    ("prosecuted", r"khởi tố (?:vụ án|bị can|\d+ bị can)|khởi tố(?= [A-ZĐ])|prosecuted|charged with|(?<=chuyển cho Cơ quan điều tra )khởi tố#"),
    ("administratively_sanctioned",
     r"xử phạt|phạt hành chính|phạt tiền|bị phạt|mức phạt|vi phạm hành chính|was fined|a? ?fine of|administrative fine|sanctioned|fine"),
    ("returned", r"(?:(?:tiến hành|đã)|(?<=[,.;:])) trao trả|trao trả(?= [^.;]{0,60}\bcho\b)|handed back|repatriated"),
    ("transferred",
     r"bàn giao|chuyển (?:hồ sơ|cho|công an|cơ quan)|hồ sơ được chuyển|handed (?:over|to)|transferred the (?:file|case)|were handed"),
    ("pending", r"điều tra|xác minh|củng cố hồ sơ|tạm giữ|under investigation|further investigation|is verifying"),
)  # fmt: skip
_SUM = r"((?<![\d.,])\d[\d.,]{0,20}\s{0,3}(?:triệu\s{0,3})?(?:đồng|VNĐ|VND|dong|million VND))"
_FINE = re.compile(rf"(?:phạt|fine[d]?)[^.;]{{0,45}}?{_SUM}", re.I)


def propose_outcome(report: Report) -> Iterator[Proposal]:
    """What came of the incident: the strongest that is said, and the sum of a fine."""
    for kind, pattern in _OUTCOMES:
        match = re.search(pattern, report.text, re.I)
        if match:
            yield Proposal(
                "outcome.kind",
                OUTCOMES[kind].label_vi,
                match.start(),
                match.end(),
                "narrative.outcome",
            )
            break
    fine = _FINE.search(report.text)
    if fine:
        yield Proposal("outcome.fine", fine.group(1), fine.start(1), fine.end(1), "narrative.fine")


_BY_WORDS = (
    ("organising_crossing", r"tổ chức (?:cho )?(?:người khác )?(?:xuất|nhập) cảnh|organis\w+ illegal (?:entry|exit|crossing)|đưa người (?:từ|qua) biên giới"),
    ("trafficking_persons", r"mua bán người|lừa bán|trafficking(?! of)"),
    ("illegal_crossing", r"(?:xuất|nhập) cảnh trái phép|vượt biên|illegal (?:entry|crossing|migrants)"),
    ("piracy", r"\bpirates?\b"),
    ("armed_robbery_sea", r"\brobbers?\b[^.]{0,80}(?:boarded|vessel|yacht)|boarded by \w+ robbers"),
    ("gambling", r"đánh bạc|gambling"),
    ("illegal_fishing", r"khai thác thủy sản|kích điện|electric fishing|đánh bắt trái phép|lồng bát quái"),
    ("fraud", r"lừa đảo"),
    ("trade_fraud", r"khai sai|sai mã số|gian lận thương mại"),
    ("counterfeit_goods", r"\bgiả nhãn hiệu|hàng giả|counterfeit"),
    ("environmental", r"hút cát|khai thác (?:cát|khoáng sản)"),
)  # fmt: skip
# Goods by which a report tells its offence though it names none: groups, or entries with all below, the gravest first.
_TELLING = ("narcotics", "wildlife", "wildlife_product", "fireworks")


def propose_offence(report: Report) -> Iterator[Proposal]:
    """The offence that is named, else the one that the goods and words of the deed make likely."""
    goods = report.mentions(COMMODITIES)
    named = [
        each
        for each in report.mentions(OFFENCES)
        if each.code and each.code not in _NO_OFFENCES and not _is_of(each, goods)
    ]
    specific = [each for each in named if each.end - each.begin > 8]
    worded = _worded(report)
    if worded and (not specific or worded.field in ("organising_crossing", "trafficking_persons")):
        yield worded._replaced()
    elif specific:
        each = max(specific, key=lambda one: one.end - one.begin)
        text = report.text[each.begin : each.end]
        yield Proposal("offence", text, each.begin, each.end, "narrative.offence")
    else:
        yield from _by_goods(report, goods)


# Words of outcomes, and of the most general offences.
_NO_OFFENCES = frozenset(("other", "unknown", "border_administrative"))


class _Worded(NamedTuple):
    field: str
    begin: int
    end: int

    def _replaced(self) -> Proposal:
        label = OFFENCES[self.field].label_vi
        return Proposal("offence", label, self.begin, self.end, "narrative.offence_inferred")


def _worded(report: Report) -> _Worded | None:
    for code, pattern in _BY_WORDS:
        match = re.search(pattern, report.text, re.I)
        if match:
            return _Worded(code, match.start(), match.end())
    return None


def _is_of(named: Found, goods: Sequence[Found]) -> bool:
    """True for words that name goods and no act ("pháo hoa nổ"): they tell no more of the offence than other goods."""
    return any(each.begin <= named.begin and named.end <= each.end for each in goods)


def _by_goods(report: Report, goods: Sequence[Found]) -> Iterator[Proposal]:
    """What is an offence with the gravest goods of the text."""
    # Goods in a vehicle are on their way.
    unsaid = "transport" if report.mentions(CONVEYANCE_KINDS) else "possession"
    telling = [(_TELLING.index(kind), each) for each in goods if (kind := _telling_kind(each))]
    for _, each in sorted(telling, key=lambda pair: (pair[0], pair[1].begin)):
        code = offence_of_goods(each.code, report.text, unsaid)
        if code:
            label = OFFENCES[code].label_vi
            yield Proposal("offence", label, each.begin, each.end, "narrative.offence_inferred")
            return


def _telling_kind(found: Found) -> str:
    kinds = kinds_of(found.code) if found.code else ()
    return next((kind for kind in kinds if kind in _TELLING), "")


_AGENCIES = (
    ("coast_guard", "Cảnh sát biển", r"Cảnh sát biển[^,.;(]{0,12}|(?i:Viet ?Nam Coast Guard|coast guard(?: vessel| Region \d)?)"),
    ("border_guard", "Bộ đội Biên phòng",
     r"(?:Bộ Chỉ huy )?(?:BĐBP|Bộ đội Biên phòng)[^,.;()]{0,30}|Đồn (?:Biên phòng|BP\w*)[^,.;()]{0,45}|Hải đội \d[^,.;]{0,30}|Hải đội Biên phòng \d"
     r"|(?i:lực lượng biên phòng|ĐỒN BIÊN PHÒNG [^.,;\n]{0,30}|border guards?(?: station)?)"),
    ("customs", "Hải quan", r"(?:Chi cục |Cục |Đội Kiểm soát )?Hải quan[^,.;()]{0,40}|(?i:customs(?: officers| branch)?)"),
    ("market_surveillance", "Quản lý thị trường", r"(?:Đội |Chi cục )?Quản lý thị trường[^,.;]{0,14}|QLTT|(?i:market surveillance(?: team No\. \d)?)"),
    ("forest_protection", "Kiểm lâm", r"(?:Hạt |Chi cục )?Kiểm lâm[^,.;]{0,24}|(?i:forest rangers?|forest protection)"),
    ("fisheries", "Kiểm ngư", r"(?:Chi cục Thủy sản và |Lực lượng )?Kiểm ngư"),
    ("police", "Công an", r"Công an[^,.;()]{0,30}|công an(?: xã| phường| tỉnh)?|(?:Cơ quan |Phòng )?Cảnh sát (?!biển)[^,.;()]{0,40}|CSGT|(?<!border )(?i:police)"),
    ("military", "Quân sự", r"Ban Chỉ huy quân sự|military command"),
)  # fmt: skip
_STOPS = re.compile(
    r"\s(?:phát hiện|phối hợp|chủ trì|bắt|kiểm tra|đã|vừa|xử lý|và|với|chỉ huy|nhận|tiếp nhận|giải quyết|tuần tra|khởi tố|ra|đang|để|lập"
    r"|theo|trình báo|quyết định|hiện|giải cứu|khám|thu giữ|tổ|bàn giao|cửa khẩu (?=móng cái giải)).*$",
    re.S,
)
_PARTNERS = re.compile(
    r"(?:phối hợp(?: với)?|cùng|together with|in coordination with|joint[^.]{0,30}and)[^.;]{0,40}$",
    re.I,
)
_RECEIVERS = re.compile(
    r"(?:bàn giao|chuyển|notified|handed|transferred|reported to|sought by)[^.;]{0,90}$", re.I
)
_CHAIRS = re.compile(r"^[^.;]{0,12}chủ trì")
_PLACE_OF = re.compile(r"(?:tại|đến|ở|at)\s+$", re.I)


class _Agency(NamedTuple):
    kind: str
    label: str
    begin: int
    end: int
    text: str


def propose_agencies(report: Report) -> Iterator[Proposal]:
    """The agency that led, those that joined in or took over, and the unit where it is one of ours."""
    found = sorted(_agencies(report), key=lambda each: each.begin)
    if not found:
        return
    lead = _lead(report, found)
    others = list(
        {each.kind: each for each in reversed(found) if not lead or each.kind != lead.kind}.values()
    )
    others.sort(key=lambda each: each.begin)
    if lead:
        yield Proposal("lead_agency", lead.label, lead.begin, lead.end, "narrative.lead")
        if report.context.unit_code(lead.text):
            yield Proposal("unit", lead.text, lead.begin, lead.end, "narrative.unit")
    if others:
        first = others[0]
        names = "; ".join(dict.fromkeys(each.label for each in others))
        yield Proposal("partner_agencies", names, first.begin, first.end, "narrative.partners")


def _lead(report: Report, found: list[_Agency]) -> _Agency | None:
    chairs = [each for each in found if _CHAIRS.match(report.text[each.end : each.end + 30])]
    acting = [each for each in found if not _is_partner(report, each)]
    return next(iter(chairs + acting), None)


def _is_partner(report: Report, each: _Agency) -> bool:
    before = report.text[report.sentence_at(each.begin).begin : each.begin]
    return bool(_PARTNERS.search(before) or _RECEIVERS.search(before))


def _agencies(report: Report) -> Iterator[_Agency]:
    for kind, label, pattern in _AGENCIES:
        for match in re.finditer(rf"(?<![^\W_])(?:{pattern})", report.text):
            text = _STOPS.sub("", match.group()).rstrip()
            yield _Agency(kind, label, match.start(), match.start() + len(text), text)
