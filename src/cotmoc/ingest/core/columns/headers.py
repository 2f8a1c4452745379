"""The header of a column taken apart, and the fields its words speak for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.ingest.core.columns.vocabulary import (
    Tokens,
    group_phrases,
    phrases_by_word,
    tokens_of,
    variants,
    weight_of,
)
from cotmoc.normalise.measures import find_unit
from cotmoc.normalise.money import column_currency
from cotmoc.normalise.text import clean, fold

LEVELS = ": "
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_REPEATED = re.compile(r" \((\d{1,2})\)$")
_NUMBER = re.compile(r"(?<=[^\W\d])[\s_.#-]*\(?0?([1-9]\d?)\)?$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-ZĐ])")
_LISTED = re.compile(r"[,;+&]|\s[-–]\s|\s(?:và|and|va)\s", re.IGNORECASE)
_SCRIPTS = re.compile("[\u3400-\u9fff\u0e80-\u0eff]+(?:[\\s、]*[\u3400-\u9fff\u0e80-\u0eff]+)*")
_UNIT_BEHIND = re.compile(r"^(.*\S)\s*[,/:]\s*([^,/:]{1,20})$")
# Names that say nothing: "Cột 1", "F7", "column 3", "Unnamed: 0".
_SILENT = re.compile(
    r"(?:cot|column|col|field|f|c|unnamed|truong|thong tin|var|v)?[\s_]*\d{0,3}|[a-z]|nan|none"
)
_MONEY = {"trd": "triệu đồng", "tr d": "triệu đồng", "tr dong": "triệu đồng", "trieu d": "triệu đồng",
          "trieu vnd": "triệu đồng", "vnd million": "triệu đồng", "million vnd": "triệu đồng", "trieu": "triệu đồng",
          "nghin d": "nghìn đồng", "ngan dong": "nghìn đồng", "1000d": "nghìn đồng", "1 000d": "nghìn đồng",
          "1000 dong": "nghìn đồng", "ty d": "tỷ đồng"}  # fmt: skip
# A word of a phrase that the header lacks costs more than one that the header has besides.
_LACKING, _BESIDES, _BESIDES_ABOVE = 0.8, 0.35, 0.1
_FIRST_BESIDES = 1.6
_LEAST_SCORE = 0.3
_PARTIAL_VARIANT = 0.95
_LISTED_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class Said:
    """How well words name a field: 1 for one of its names, 0 for no relation; and the name that they resemble."""

    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Header:
    """A header taken apart.

    - `name`: its lowest level without brackets, unit and number; `above`: the levels over it.
    - `hints`: what stands in brackets and is no unit. `unit`: as the product reads it, "" for none.
    - `number`: of a repeated column ("Đối tượng 2"), 0 for none. `silent`: it says nothing ("Cột 1").
    """

    text: str
    name: str
    above: str
    hints: str
    unit: str
    number: int
    silent: bool

    @property
    def words(self) -> str:
        """The folded words of its lowest level."""
        return fold(self.name)


@lru_cache(maxsize=4_096)
def read_header(text: str) -> Header:
    """The header taken apart; levels of a header of several rows are divided by ": ".

    >>> read_header("Tang vật: KL (kg)")
    Header(text='Tang vật: KL (kg)', name='KL', above='Tang vật', hints='', unit='kg', number=0, silent=False)
    >>> read_header("Đối tượng 2").number, read_header("Khối lượng, gam").unit, read_header("F7").silent
    (2, 'gam', True)
    """
    written = clean(text)
    repeated = _REPEATED.search(written)
    levels = _REPEATED.sub("", written).split(LEVELS)
    name, above = levels[-1], LEVELS.join(levels[:-1])
    if above and column_unit(name):
        name, above, unit = (
            above.rpartition(LEVELS)[2],
            above.rpartition(LEVELS)[0],
            column_unit(name),
        )
    else:
        unit = ""
    name, hints, bracketed = _without_brackets(name)
    name, behind = _without_unit(name)
    number = int(repeated.group(1)) if repeated else 0
    name, stated = _without_number(name)
    above, above_number = _without_number(above)
    silent = not name or bool(_SILENT.fullmatch(fold(written)))
    return Header(
        text, name, above, hints, unit or bracketed or behind,
        0 if silent else stated or above_number or number, silent,
    )  # fmt: skip


def column_unit(text: str) -> str:
    """The unit that a text names, as the product reads it; "" for none.

    >>> column_unit("tr.đ"), column_unit("kg"), column_unit("tên")
    ('triệu đồng', 'kg', '')
    """
    folded = fold(text)
    if folded in _MONEY:
        return _MONEY[folded]
    words = folded.removeprefix("don vi tinh ").removeprefix("dvt ").split()
    text = " ".join(clean(text).split()[-len(words) :]) if words else ""
    known = bool(text) and (find_unit(text) is not None or column_currency(text) is not None)
    return text if known else ""


def _without_brackets(name: str) -> tuple[str, str, str]:
    inside = [a or b for a, b in _BRACKETS.findall(name)]
    unit = next((unit for part in inside if (unit := column_unit(part))), "")
    hints = "; ".join(part for part in inside if not column_unit(part) and not part.isdecimal())
    bare = clean(_BRACKETS.sub(" ", name))
    return (bare, hints, unit) if bare else (clean(" ".join(inside)), "", "")


def _without_unit(name: str) -> tuple[str, str]:
    match = _UNIT_BEHIND.match(name)
    unit = column_unit(match.group(2)) if match else ""
    return (match.group(1), unit) if match and unit else (name, "")


def _without_number(name: str) -> tuple[str, int]:
    match = _NUMBER.search(name)
    return (name[: match.start()], int(match.group(1))) if match else (name, 0)


@lru_cache(maxsize=4_096)
def said_by(text: str) -> dict[str, Said]:
    """What a header's words say: field -> how well. Fields are those of the packaged list, unnumbered.

    >>> said_by("H/vi VP")["offence"].score, said_by("Tang vật: Tên")["seizure.commodity"].score
    (1.0, 0.9506)
    """
    header = read_header(text)
    best: dict[str, Said] = {}
    for tokens, factor in _readings(header):
        for field, said in _named(tokens, ()).items():
            _keep(best, field, said, factor)
    above = tokens_of(header.above)
    for each in variants(tokens_of(header.name)) if above else ():
        for field, said in _named(each, above).items():
            _keep(best, field, said, 0.97)
    for field, said in _listed(header).items():
        _keep(best, field, said, 1.0)
    return best


def _keep(best: dict[str, Said], field: str, said: Said, factor: float) -> None:
    score = round(said.score * factor, 4)
    if field not in best or best[field].score < score:
        best[field] = Said(score, said.phrase)


def _readings(header: Header) -> Iterator[tuple[Tokens, float]]:
    """The ways to read a header's words, each with how much it is worth: all of them, or one of its languages."""
    name = _CAMEL.sub(" ", header.name) if " " not in header.name else header.name
    for each in variants(tokens_of(name)):
        yield each, 1.0
    if header.hints:
        for each in variants(tokens_of(f"{name} {header.hints}")):
            yield each, _PARTIAL_VARIANT
    foreign = _SCRIPTS.findall(name)
    latin = _SCRIPTS.sub(" ", name) if foreign else ""
    parts = [*foreign, latin, *(name.split("/") if "/" in name else ())]
    for part in parts:
        for each in variants(tokens_of(part)):
            if each:
                yield each, _PARTIAL_VARIANT


@lru_cache(maxsize=8_192)
def _named(tokens: Tokens, above: Tokens) -> dict[str, Said]:
    """The fields that words name, with the words that stand over them; those must only help."""
    own, over = dict.fromkeys(tokens), dict.fromkeys(above)
    known = phrases_by_word()
    candidates = {phrase: None for token in own for phrase in known.get(token, ())}
    best: dict[str, Said] = {}
    for phrase in candidates:
        if phrase.tokens == tokens:
            score = phrase.weight
        else:
            score = phrase.weight * min(0.98, _resemblance(phrase.tokens, own, over))
        if score >= _LEAST_SCORE:
            _keep(best, phrase.field, Said(score, phrase.text), 1.0)
    return best


def _resemblance(phrase: Tokens, own: dict[str, None], over: dict[str, None]) -> float:
    shared = weight_of(token for token in phrase if token in own or token in over)
    lacking = weight_of(token for token in phrase if token not in own and token not in over)
    besides = _BESIDES * weight_of(token for token in own if token not in phrase)
    first = next(iter(own))
    # The first word of a Vietnamese header is its noun: "ngày lập biên bản" is a day.
    if first not in phrase:
        besides += (_FIRST_BESIDES - 1) * _BESIDES * weight_of((first,))
    above = _BESIDES_ABOVE * weight_of(token for token in over if token not in phrase)
    return shared / (shared + _LACKING * lacking + besides + above) if shared else 0.0


def _listed(header: Header) -> dict[str, Said]:
    """The combined field of a header that lists several things: "Họ tên, năm sinh, nơi ở"."""
    text = f"{header.name}, {header.hints}" if header.hints else header.name
    parts = [part for part in _LISTED.split(text.replace("/", ",")) if part.strip()]
    if len(parts) < 2:
        return {}
    fields = {_likeliest(part) for part in parts} - {""}
    said = Said(_LISTED_SCORE, header.name)
    party = {field for field in fields if field.startswith("party.")}
    if len(party) >= 2 and "party.name" in party:
        return {"party.written": said}
    if {"seizure.commodity", "seizure.quantity"} <= fields:
        return {"seizure.written": said}
    if fields & {"when.date", "occurred.date"} and "place.written" in fields:
        return {"occurred.written": said}
    return {}


def _likeliest(part: str) -> str:
    """The field that a part of a header names best, "" for none."""
    found: dict[str, Said] = {}
    for tokens in variants(tokens_of(part)):
        for field, said in _named(tokens, ()).items():
            _keep(found, field, said, 1.0)
    best = max(found.items(), key=lambda each: each[1].score, default=("", Said(0.0, "")))
    return best[0] if best[1].score >= 0.6 else ""


@lru_cache(maxsize=4_096)
def groups_of(text: str) -> frozenset[str]:
    """The groups of fields that words speak of: of what stands over a column, or of its own name.

    >>> sorted(groups_of("Tang vật, phương tiện"))
    ['conveyance', 'seizure']
    """
    return frozenset(
        group
        for tokens in variants(tokens_of(text))
        for group, words in group_phrases()
        if _stands_in(words, tokens)
    )


def _stands_in(words: Iterable[str], tokens: Tokens) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(tokens)} "
