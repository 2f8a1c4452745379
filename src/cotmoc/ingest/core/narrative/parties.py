"""Who took part: named persons and bodies with their particulars and role, and the unnamed rest of a stated number."""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cotmoc.ingest.core.narrative.names import Named, find_names
from cotmoc.ingest.core.narrative.proposals import Proposal
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.normalise.codes.catalogue import ROLES
from cotmoc.normalise.identifiers import DOCUMENTS, Validity, read_identifier
from cotmoc.normalise.text import fold

_BIRTH = re.compile(
    r"(?:sinh\s+(?:năm|ngày)|SN|sn|born(?:\s+(?:on|in))?)\s*:?\s*"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|\d{4})|\(\s*((?:19|20)\d\d)\s*[),]"
)
_AGE = re.compile(r"\b(\d{1,3})\s+(?:tuổi|years old)|\baged (\d{1,3})")
_NATIONALITY = re.compile(
    r"quốc tịch:?\s+((?:[^\W\d_]+)(?: (?:Quốc|Nam|Lan|quốc))?)|(?:\ba|\bA)\s+(Lao|Chinese|Vietnamese|Cambodian|Thai|British) national"
)
_NATIONALITY_BEFORE = re.compile(
    r"quốc tịch ((?:[^\W\d_]+)(?: (?:Quốc|Nam|Lan))?) tên $|[Aa] (Lao|Chinese|Vietnamese|Cambodian|Thai|British) national,? $"
)
_NATIONALITIES = {"lao": "Lào", "chinese": "Trung Quốc", "vietnamese": "Việt Nam", "cambodian": "Campuchia", "thai": "Thái Lan", "british": "Anh"}  # fmt: skip
_RESIDENCE = re.compile(
    r"(?:(?:cùng\s+)?(?:đăng ký )?(?:thường trú|trú|ngụ|HKTT:?|hộ khẩu thường trú|sống)(?:\s+(?:tại|ở))?:?|(?<=[,;(] )ở(?= (?:phường|xã|thôn|tỉnh))"
    r"|resid(?:ing|ent) (?:in|of|at)|all from|from)\s+"
    r"(?P<place>(?!cùng)(?:[^,;()]|,(?= (?:xã|phường|huyện|tỉnh|thành phố|TP|thị trấn|quận|Hà Nội|Hải Phòng)| [A-Z][\w ]{0,30}province)){2,140})"
)
_RESIDENCE_STOPS = re.compile(
    r"\s(?:điều khiển|làm|đang|về (?:hành vi|tội|việc)|có|là|đã|bị|cùng|khai|vận chuyển|không|để|đến|mang|was|were|had|has|and|who"
    r"|is being|hiện|chở|bị bắt)(?![^\W_]).*$|[.](?:\s.*)?$",
    re.S,
)
_DOCUMENT = re.compile(
    r"(?:số\s+)?(?:CCCD|CMND|CMT|căn cước(?: công dân)?|hộ chiếu|passport|ID number|giấy thông hành|GTH|định danh)(?:\s+(?:số|no\.?))?"
    r"\s*:?\s*([A-Z]{0,3}\s?\d[\d ]{5,13}\d)",
    re.I,
)
_VICTIM = re.compile(
    r"(?:nạn nhân|bị hại|giải cứu(?: thành công)?|victims?|rescued|boat of|owner)[^.]{0,60}$", re.I
)
_SUFFERED = re.compile(
    r"^[^.]{0,120}?(?:bị mất|bị lừa|nạn nhân|trình báo|bị hại|bị đánh|bị cướp|bị chiếm đoạt)", re.I
)
_WITNESS = re.compile(r"(?:người làm chứng|nhân chứng|witness(?:es)?)[^.]{0,20}$", re.I)
_HELPFUL = re.compile(r"giao nộp|trình báo|cung cấp tin|received information|had found", re.I)
_SOUGHT = re.compile(r"(?:đối tượng|suspect|kẻ)[^.]{0,25}$", re.I)
_CLEAN = re.compile(r"không phát hiện vi phạm|nothing illegal|no violation", re.I)

_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
}  # fmt: skip
_GROUPS = re.compile(
    rf"(?<![^\W_])(?:nhóm\s+)?(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:unknown |armed |illegal |masked )?"
    r"(đối tượng|người|công dân|nghi phạm|nạn nhân|thuyền viên|robbers|pirates|men|persons|people|suspects|migrants|victims)"
    r"(?![^\W_])",
    re.I,
)
_NO_GROUP = re.compile(r"gồm \d+ đồng chí|officers|cán bộ|chiến sĩ|mỗi người", re.I)
_UNNAMED = re.compile(
    r"(người điều khiển|đối tượng)(?=[^.]{0,30}(?:bỏ (?:lại|chạy)|tẩu thoát|bỏ trốn))|(thi thể)|(?<=owner, )(a [A-Z][a-z]+ national)",
    re.I,
)


@dataclass
class _Party:
    """A party on its way: the fields with their places, in the order in which they are found."""

    role: str
    role_at: tuple[int, int]
    begin: int
    fields: dict[str, Proposal] = field(default_factory=dict)

    def add(self, leaf: str, value: str, begin: int, end: int, reason: str) -> None:
        self.fields.setdefault(leaf, Proposal(leaf, value.strip(), begin, end, reason))


def propose_parties(report: Report) -> Iterator[Proposal]:
    """The parties of a report, numbered in the order in which they are named; groups without names come last."""
    names = find_names(report.text)
    parties = [_party(report, names, at) for at in range(len(names))]
    _share_residence(report, parties)
    parties += _groups(report, parties)
    for number, party in enumerate(parties, start=1):
        begin, end = party.role_at
        party.add("role", ROLES[party.role].label_vi, begin, end, "narrative.role")
        for leaf, each in party.fields.items():
            yield Proposal(f"party[{number}].{leaf}", each.value, each.begin, each.end, each.reason)


def _party(report: Report, names: list[Named], at: int) -> _Party:
    named = names[at]
    role, role_at = _role(report, named)
    party = _Party(role, role_at, named.begin)
    party.add("name", named.name, named.begin, named.end, "narrative.name")
    if not named.is_body:
        for begin, end in _zones(report, names, at):
            _read_particulars(report, party, begin, end)
    return party


def _zones(report: Report, names: list[Named], at: int) -> Iterator[tuple[int, int]]:
    """Where the particulars of a name stand: behind each of its mentions, up to the next name or the sentence's end."""
    named = names[at]
    for mention in re.finditer(rf"(?<![^\W_]){re.escape(named.name)}(?![^\W_])", report.text):
        limit = report.sentence_at(mention.start()).end
        later = [other.begin for other in names if other.begin > mention.end()]
        yield mention.end(), min([limit, *later])


def _read_particulars(report: Report, party: _Party, begin: int, end: int) -> None:
    text = report.text
    birth = _BIRTH.search(text, begin, end)
    if birth:
        group = 1 if birth.group(1) else 2
        party.add(
            "birth", birth.group(group), birth.start(group), birth.end(group), "narrative.birth"
        )
    else:
        _read_age(report, party, begin, end)
    nation = _NATIONALITY.search(text, begin, end) or _NATIONALITY_BEFORE.search(
        text, 0, party.begin
    )
    if nation:
        group = 1 if nation.group(1) else 2
        word = nation.group(group)
        value = _NATIONALITIES.get(word.lower(), word) if group == 2 else word
        party.add(
            "nationality", value, nation.start(group), nation.end(group), "narrative.nationality"
        )
    _read_document(report, party, begin, end)
    residence = _RESIDENCE.search(text, begin, end)
    if residence:
        _add_residence(party, residence)


def _add_residence(party: _Party, match: re.Match[str]) -> None:
    place = _RESIDENCE_STOPS.sub("", match.group("place")).rstrip(" .,")
    begin = match.start("place")
    if place and not fold(place).startswith(("cung ", "khong ")):
        party.add("residence", place, begin, begin + len(place), "narrative.residence")


def _read_age(report: Report, party: _Party, begin: int, end: int) -> None:
    """The year of a birth from an age, which is right to a year."""
    age = _AGE.search(report.text, begin, end)
    if age:
        years = int(age.group(1) or age.group(2))
        year = re.search(r"(?:19|20)\d\d", report.text)
        said = int(year.group()) if year else report.context.today.year
        party.add("birth", str(said - years), age.start(), age.end(), "narrative.age")


def _read_document(report: Report, party: _Party, begin: int, end: int) -> None:
    match = _DOCUMENT.search(report.text, begin, end)
    if match is None:
        return
    found = read_identifier(match.group(0), "document", today=report.context.today).value
    if found and found.kind in DOCUMENTS and found.validity is not Validity.IMPOSSIBLE:
        value = found.canonical
    else:
        value = match.group(1)
    party.add("identity_number", value, match.start(1), match.end(1), "narrative.document")


def _role(report: Report, named: Named) -> tuple[str, tuple[int, int]]:
    """The role with the words that say it: those before the name, else what the sentence tells of it."""
    sentence = report.sentence_at(named.begin)
    before, after = report.text[sentence.begin : named.begin], report.text[named.end : sentence.end]
    for role, match in (
        ("witness", _WITNESS.search(before)),
        ("suspect", _SOUGHT.search(before)),
        ("victim", _VICTIM.search(before)),
    ):
        if match:
            begin = sentence.begin + match.start()
            return role, (begin, min(named.begin, begin + len(match.group().split(" ")[0])))
    place = (named.begin, named.end)
    if _CLEAN.search(report.text):
        return "other", place
    if _SUFFERED.search(after) and not re.search(r"bị bắt", after):
        return "victim", place
    return ("other" if _HELPFUL.search(before + after) else "suspect"), place


def _share_residence(report: Report, parties: list[_Party]) -> None:
    """What is said of several at once ("cùng trú tại", "all from") is true of those named before in the sentence."""
    for party in parties:
        mine = party.fields.get("residence")
        if mine is None or not re.search(
            r"(?:cùng|all)\W+(?:\w+\W+){0,2}$", report.text[: mine.begin], re.I
        ):
            continue
        sentence = report.sentence_at(mine.begin)
        for other in parties:
            if sentence.begin <= other.begin < party.begin:
                other.add("residence", mine.value, mine.begin, mine.end, mine.reason)


def _groups(report: Report, parties: list[_Party]) -> list[_Party]:
    """Persons counted without names: those of a stated number that are not named in its sentence or the next."""
    found: list[_Party] = []
    for match in _GROUPS.finditer(report.text):
        sentence = report.sentence_at(match.start())
        if _NO_GROUP.search(report.text, max(sentence.begin, match.start() - 10), match.end() + 12):
            continue
        word = match.group(1).lower()
        count = _NUMBERS[word] if word in _NUMBERS else int(word)
        role = "victim" if fold(match.group(2)) in ("nan nhan", "victims") else "suspect"
        named = _named_with(report, parties, sentence.number, role)
        if count > named and not any(each.role == role for each in found):
            party = _Party(role, (match.start(), match.end()), match.start())
            party.add("heads", str(count - named), match.start(1), match.end(1), "narrative.heads")
            found.append(party)
    return found or _alone(report, parties)


def _named_with(report: Report, parties: list[_Party], number: int, role: str) -> int:
    """How many of the role are named in a sentence or the one after it."""
    return sum(
        report.sentence_at(each.begin).number in (number, number + 1) and each.role == role
        for each in parties
    )


def _alone(report: Report, parties: list[_Party]) -> list[_Party]:
    """One person who is spoken of without a name, where no one is named."""
    match = _UNNAMED.search(report.text) if not parties else None
    if match is None:
        return []
    role = "suspect" if match.group(1) else "victim"
    party = _Party(role, (match.start(), match.end()), match.start())
    party.add("heads", "1", match.start(), match.end(), "narrative.heads")
    return [party]
