"""Offences from what is written: by their words, by articles and decrees, and by an act with goods of the catalogue."""

from __future__ import annotations

import re
from functools import lru_cache

from cotmoc.normalise.codes.commodities import COMMODITIES
from cotmoc.normalise.codes.deciding import (
    NOT_TAKEN,
    How,
    Match,
    Undecided,
    decide,
    head_mentions,
    meant_mentions,
)
from cotmoc.normalise.codes.index import index_of
from cotmoc.normalise.codes.offences import OFFENCES
from cotmoc.normalise.codes.references import References, references_of
from cotmoc.normalise.codes.registry import divided, packaged
from cotmoc.normalise.codes.scanning import scan
from cotmoc.normalise.text import fold

# Articles of the Penal Code on the security of the State (chapter XIII) and on the abuse of freedoms: offences of
# opinion, assembly, association or belief stand among them, and none of them is taken.
_NOT_TAKEN = frozenset((*map(str, range(108, 123)), "331"))
_DRUG_USE = frozenset(("256a",))
_ACT_WORDS = {
    "transport": "vận chuyển; cõng; chở; đưa; xách; mang; gùi; vc; vctp; transport; transporting",
    "possession": "tàng trữ; tàng chữ; cất giấu; cất giữ; nuôi nhốt; tập kết; tttp; possession; possessing",
    "trade": "mua bán; buôn bán; kinh doanh; tiêu thụ; lưu hành; rao bán; bán; mua; buôn; mbtp; trade; sale; selling",
    "production": "sản xuất; chế tạo; trồng; pha chế; điều chế; làm giả; lắp ráp; production; manufacture; growing",
    "use": "sử dụng; đốt; dùng; use; using",
    "taking": "chiếm đoạt; khai thác; săn bắt; săn bắn; đánh bắt; bẫy; hút; đào; chặt phá; hunting",
}
# Goods that are an offence to have, without a word of what was done.
_BY_THEMSELVES = {
    "narcotics": "narcotics_offence",
    "weapons": "weapons",
    "wildlife": "wildlife",
    "wildlife_product": "wildlife",
}
_GENERAL = frozenset(("narcotics_offence", "environmental", "border_administrative", "fraud"))


def decide_offence(text: str) -> Match | Undecided | None:
    """The offence that a cleaned text stands for, or why there is none.

    Words of an offence count first; where they and a reference to the law differ, it is ambiguous, and where they are
    general the article tells more. Where neither names an offence, an act with goods does ("vận chuyển heroin").
    """
    references = references_of(text)
    if not references.words:
        return _by_words(text.lower())
    if _NOT_TAKEN & set(references.articles):
        return NOT_TAKEN, ("freedom",)
    by_law = _by_law(references)
    by_words = _by_words(references.rest.lower(), has_law=by_law is not None)
    if by_words is not None and by_words[0] == NOT_TAKEN:
        return by_words
    if by_law is None:
        return by_words
    return _agreed(by_words, by_law) if isinstance(by_words, Match) else by_law


def _by_words(lowered: str, *, has_law: bool = False) -> Match | Undecided | None:
    """The offence of the words alone; where the law is named too, goods without an act are no offence of theirs."""
    found = decide(OFFENCES, lowered)
    if isinstance(found, Match):
        if found.code not in _GENERAL and found.how is not How.GENERAL:
            is_sure = found.how is How.LABEL or found.how is How.SYNONYM
            return found if is_sure else _with_other_acts(found, lowered)
    elif found is not None and found[1] != ("drug_use",):
        return found
    acts = _acts(lowered)
    if has_law and found is None and not acts:
        return None
    if found is not None and found[0] == NOT_TAKEN and not set(acts) - {"use"}:
        return found
    acted = _by_act(acts, lowered)
    is_told = isinstance(acted, Match) and isinstance(found, Match) and acted.code == found.code
    return found if acted is None or is_told else acted


# Of several acts with the same goods the first of these tells the offence.
_GRAVEST = ("production", "trade", "transport", "taking", "possession", "use")


def offence_of_goods(good: str, text: str, unsaid: str = "possession") -> str:
    """The offence that the acts named in a text are with goods of the catalogue.

    `unsaid` is the act where it names none; of several the gravest counts. "" where none is an offence with them.

    >>> offence_of_goods("heroin", "bắt An vận chuyển 2 kg heroin"), offence_of_goods("heroin", "1 gói heroin")
    ('narcotics_transport', 'narcotics_possession')
    """
    acts = set(_acts(text.lower())) or {unsaid}
    table = _acts_table()
    row = next((table[kind] for kind in kinds_of(good) if kind in table), {})
    return next((row[act] for act in _GRAVEST if act in acts and row.get(act)), "")


# What stands between several acts.
_JOINED = re.compile(r",|;|/| và | hoặc | and | va ")


def _with_other_acts(found: Match, lowered: str) -> Match | Undecided:
    """The offence found; of a text that names more acts with the same goods, what they have in common."""
    acts = _acts(lowered) if _JOINED.search(lowered) else []
    if len(acts) < 2:
        return found
    acted = _by_act(acts, lowered)
    is_more = isinstance(acted, Match) and acted.how is How.GENERAL
    return acted if is_more and acted and acted[0] == OFFENCES.root(found.code) else found


def _by_law(references: References) -> Match | Undecided | None:
    """The offences of the articles and decrees named; several of one article are told apart by the words only."""
    law = _law()
    named = [*references.articles, *references.decrees]
    # An article that the catalogue does not list is of its decree.
    found = (law.get(name) or law.get(name.partition(":")[0]) for name in named)
    ids = list(dict.fromkeys(code for code in found if code))
    if not ids and _DRUG_USE & set(references.articles):
        return NOT_TAKEN, ("drug_use",)
    if not ids:
        return None
    if len(ids) == 1:
        return Match(ids[0], How.ARTICLE, references.words)
    roots = {OFFENCES.root(id) for id in ids}  # noqa: A001
    if len(roots) == 1:
        return Match(roots.pop(), How.GENERAL, references.words)
    return "code.several", tuple(ids)


def _agreed(by_words: Match, by_law: Match | Undecided) -> Match | Undecided:
    if not isinstance(by_law, Match):
        return by_words
    one, other = OFFENCES[by_words.code], OFFENCES[by_law.code]
    if one.id == other.id or set(one.articles) & set(other.articles):
        return by_words
    if other.parent == one.id or (by_words.code in _GENERAL and one.group == other.group):
        return by_law
    if one.parent == other.id:
        return by_words
    return "code.ambiguous", tuple(sorted((one.id, other.id)))


@lru_cache(maxsize=1)
def _law() -> dict[str, str]:
    """The first offence of the catalogue that names an article or decree; of a decree, that of its article first."""
    law: dict[str, str] = {}
    for code in OFFENCES:
        for name in (*code.articles, *code.decrees):
            law.setdefault(name, code.id)
    return law


def _by_act(acts: list[str], lowered: str) -> Match | Undecided | None:
    """The offence of some acts and the goods that a text names; None where it names no goods of an offence."""
    goods = _goods(lowered)
    if not goods:
        return None
    table = _acts_table()
    ids: dict[str, None] = {}
    for good in goods:
        row = next((table[key] for key in kinds_of(good) if key in table), {})
        for act in acts:
            if row.get(act):
                ids[row[act]] = None
        if not acts and _by_itself(good):
            ids[_by_itself(good)] = None
    if not ids:
        return None
    words = ", ".join((*acts, *goods))
    if len(ids) == 1:
        return Match(next(iter(ids)), How.WITHIN, words)
    roots = {OFFENCES.root(id) for id in ids}  # noqa: A001
    return (
        Match(roots.pop(), How.GENERAL, words) if len(roots) == 1 else ("code.several", tuple(ids))
    )


def _acts(lowered: str) -> list[str]:
    """The acts that a text in lower case names, once each."""
    words = _act_of()
    return list(dict.fromkeys(words[found] for found in _act_pattern().findall(lowered)))


@lru_cache(maxsize=1)
def _act_of() -> dict[str, str]:
    """Every word for an act, of several syllables also without marks, with the act."""
    words = {word: act for act, text in _ACT_WORDS.items() for word in divided(text)}
    return words | {fold(word): act for word, act in words.items() if " " in word}


@lru_cache(maxsize=1)
def _act_pattern() -> re.Pattern[str]:
    longest_first = sorted(_act_of(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _goods(lowered: str) -> list[str]:
    """The goods that a text in lower case speaks of, once each."""
    index = index_of(COMMODITIES)
    words = index.words_of(lowered)
    if not words:
        return []
    mentions = head_mentions(COMMODITIES, meant_mentions(COMMODITIES, scan(index.tree, words)))
    return list(dict.fromkeys(id for mention in mentions for id in mention.codes))  # noqa: A001


def kinds_of(good: str) -> tuple[str, ...]:
    """An entry of the catalogue of goods, the one above it, and its group."""
    code = COMMODITIES[good]
    return (code.id, code.parent, code.group)


def _by_itself(good: str) -> str:
    return next((_BY_THEMSELVES[kind] for kind in kinds_of(good) if kind in _BY_THEMSELVES), "")


@lru_cache(maxsize=1)
def _acts_table() -> dict[str, dict[str, str]]:
    return {row["goods"]: row for row in packaged("acts.tsv")}
