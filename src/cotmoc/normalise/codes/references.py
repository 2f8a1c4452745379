"""References to the Penal Code and to decrees, as they stand in registers and decisions."""

from __future__ import annotations

import re
from typing import NamedTuple

from cotmoc.normalise.text import fold

_ARTICLE = r"\d{1,3}[a-z]?\b"
_ARTICLES = re.compile(
    rf"""(?<![^\W\d_])(?:(?:tội[ ]+)?(?:(?:điểm|d\.)[ ]*[a-zđ](?:[ ]*,[ ]*[a-zđ])*[ ]*[,;]?[ ]*)?
        (?:(?:khoản|k\.?|kh\.)[ ]*\d{{1,2}}[ ]*[,;/]?[ ]*)*)
        (?:điều|đ(?=[ .]*\d)|đ\.|dieu|articles?|art\.)[ .]*(?:số[ ]*)?
        (?P<articles>{_ARTICLE}(?:[ ]*(?:,|;|và|va|and|&|hoặc|đến)?[ ]*(?:điều[ ]*|đ\.?[ ]*)?{_ARTICLE})*)
        (?:[ ]*[,/-]?[ ]*(?P<code>(?:của[ ]+)?(?:bộ[ ]+luật[ ]+hình[ ]+sự|bo[ ]+luat[ ]+hinh[ ]+su|blhs|penal[ ]+code)
        (?:[ ]*(?:năm)?[ ]*(?P<year>\d{{4}}))?))?""",
    re.VERBOSE | re.IGNORECASE,
)
_DECREE = re.compile(
    r"""(?:(?:nghị[ ]+định|nghi[ ]+dinh|nđ|decree)[ ]*(?:số|so|no\.?)?[ ]*:?[ ]*)?
        \b(?P<number>\d{1,3})/(?P<year>(?:19|20)\d\d)(?:[ ]*/[ ]*(?:nđ|nd)[ ]*-?[ ]*cp)?""",
    re.VERBOSE | re.IGNORECASE,
)
_DECREE_WORDS = re.compile(r"nghị\s*định|nghi\s*dinh|n[đd]\s*-?\s*cp|\bnđ\b|decree", re.IGNORECASE)
_NUMBER = re.compile(_ARTICLE, re.IGNORECASE)
# What every reference holds before its number; a text with no number, or none of these, is searched no further.
_DIGIT = re.compile(r"\d")
_HINTS = ("đ", "dieu", "art", "nd", "nghi dinh", "decree")
_FIRST_YEAR = 2015


class References(NamedTuple):
    """The articles and decrees that a text names, and the text without them.

    `articles` are of the Penal Code of 2015, "249". `decrees` are "144/2021", or "144/2021:18" with its article.
    `words` are how they were written.
    """

    articles: tuple[str, ...]
    decrees: tuple[str, ...]
    words: str
    rest: str


def references_of(text: str) -> References:
    """The references of a text; articles of an earlier penal code, whose numbers meant other things, are none.

    >>> references_of("khoản 1 Điều 249 BLHS")[:2], references_of("Điều 18 NĐ 144/2021/NĐ-CP")[:2]
    ((('249',), ()), ((), ('144/2021:18',)))
    """
    lowered = text.lower() if _DIGIT.search(text) else ""
    if not any(hint in lowered for hint in _HINTS):
        return References((), (), "", text)
    named = list(_ARTICLES.finditer(text))
    decrees = list(_DECREE.finditer(text)) if _DECREE_WORDS.search(text) else []
    if not named and not decrees:
        return References((), (), "", text)
    spans = [match.span() for match in (*named, *decrees)]
    articles = [
        number.lower()
        for match in named
        if int(match["year"] or _FIRST_YEAR) >= _FIRST_YEAR
        for number in _NUMBER.findall(match["articles"])
    ]
    names = [f"{int(match['number'])}/{match['year']}" for match in decrees]
    words = " ".join(text[begin:end].strip(" ,;") for begin, end in sorted(spans))
    rest = _without(text, spans)
    if not names:
        return References(tuple(articles), (), words, rest)
    is_of_code = any(match["code"] for match in named)
    if is_of_code or not articles:
        return References(tuple(articles), tuple(names), words, rest)
    return References(
        (), tuple(f"{name}:{article}" for name in names for article in articles), words, rest
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for begin, end in sorted(spans):
        kept.append(text[at:begin])
        at = max(at, end)
    kept.append(text[at:])
    return " ".join(part for part in kept if fold(part))
