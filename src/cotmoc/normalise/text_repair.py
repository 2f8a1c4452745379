"""Text that came through an old font or a wrong code page, seen for what it is and put into Unicode.

A text is converted on evidence only: its words must become Vietnamese syllables by the conversion and must not have
been any before. One text is often too little ("Tó" is Tú in TCVN3, and a word as it stands); a column of a file is
not. So a reader of files asks `column_font_evidence` about the headers and some hundred cells, and hands the answer to
`repair_text` for every cell. Both are called before `cotmoc.normalise.text.clean`, which drops the soft hyphen that is
the ư of TCVN3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from cotmoc.normalise.legacy_fonts import (
    LegacyFont,
    from_cp1258,
    from_tcvn3,
    from_utf8,
    from_vni,
)
from cotmoc.normalise.syllables import is_spelled_syllable, is_unmarked_syllable

# In the order in which they win when the evidence for two is the same.
_CONVERTERS: dict[LegacyFont, Callable[[str], str]] = {
    LegacyFont.TCVN3: from_tcvn3,
    LegacyFont.VNI: from_vni,
    LegacyFont.CP1258: from_cp1258,
}
_FONTS = tuple(_CONVERTERS)
# Words: what stands between blanks and the punctuation that no font uses for letters.
_WORD = re.compile(r"[^\s\x00-@\[-`{-\x7f“”‘’…–—•]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-ZĐÂĂÊÔƠƯ]+")
# Signs, no letters, where Western text is meant.
_SIGNS = frozenset("µ¸¶·¹¨»¾¼½©®ª«¬\u00ad¡¢§£¤¥¦×÷")
# What neither Western nor Vietnamese words hold: one word with it is evidence enough.
_LOUD = re.compile(
    "[" + "".join(map(re.escape, _SIGNS)) + "]|[aeouyôö][øõûåãä]|[ae][âáà]|oâ|aê", re.I
)
_VOWELS = re.compile("[aeiouy]", re.I)
_QUOTES = "«»"
_AROUND = "«».,;:!?()…"
# Letters that Latin-1 and Vietnamese have in common: a word with one of them may be a slip of the pen.
_COMMON = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
# Western words that a font would turn into syllables.
_WESTERN = frozenset({"loïc", "thaï", "haïti", "µm", "µl", "zoë", "noël", "lü", "nü"})
# Letters that no old font and no code page of the West has; and what stands in Unicode text in Vietnamese hardly ever.
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_SUSPECT = re.compile(f"(?![{''.join(_COMMON)}])[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2018-\u2122]")
_ENOUGH = 3  # words that speak for a font before a whole column is taken for it
_ROUNDS = 2  # files that were read wrongly twice


class _Verdict(IntEnum):
    """What a conversion does to one word."""

    SPOILS = -2  # a Vietnamese word becomes none
    ODD = -1  # no Vietnamese word before or after
    NEUTRAL = 0  # both, or not touched
    REPAIRS = 1  # becomes one


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A text in Unicode, and the fonts it was converted from; empty: it stands as written."""

    text: str
    fonts: tuple[LegacyFont, ...] = ()


@dataclass(frozen=True, slots=True)
class FontEvidence:
    """What a column or table was written with.

    - `font`: the font, None when the samples are Unicode or say nothing.
    - `repaired`: words of the samples that are Vietnamese only when converted.
    - `against`: words that are Vietnamese only as they stand: with any, a word that could be both is left alone.
    """

    font: LegacyFont | None
    repaired: int = 0
    against: int = 0

    @property
    def whole_font(self) -> LegacyFont | None:
        """The font if it holds for every cell, so that also words that could be both are converted; else None."""
        return self.font if self.repaired >= _ENOUGH and not self.against else None


_NO_EVIDENCE = FontEvidence(None)
_UNTOUCHED = (_Verdict.SPOILS,) * len(_FONTS)


def repair_text(text: str, evidence: FontEvidence | None = None) -> RepairedText:
    """The text in Unicode if it, or the column it stands in, was written in an old font; else as it is.

    `evidence` is that of the text's column (`column_font_evidence`). Text that is plausible as it stands changes only
    where the whole column speaks for a font. Never raises; text in plain letters always comes back unchanged.

    >>> repair_text("NguyÔn V¨n Tó").text, repair_text("Hà Nội").fonts
    ('Nguyễn Văn Tú', ())
    >>> repair_text("Tó").text, repair_text("Tó", column_font_evidence(["TrÇn V¨n Hïng", "Lª ThÞ Tó"])).text
    ('Tó', 'Tú')
    """
    if text.isascii() or (_UNICODE.search(text) and not _SUSPECT.search(text)):
        return RepairedText(text)
    repaired, fonts = _repaired_once(text, evidence or _NO_EVIDENCE)
    for _ in range(_ROUNDS if fonts else 0):
        again, more = _repaired_once(repaired, _NO_EVIDENCE)
        if not more:
            break
        repaired, fonts = again, fonts + more
    return RepairedText(repaired, fonts)


def _repaired_once(text: str, evidence: FontEvidence) -> tuple[str, tuple[LegacyFont, ...]]:
    repaired = _from_utf8(text)
    fonts: tuple[LegacyFont, ...] = (LegacyFont.UTF8,) if repaired != text else ()
    font = _font_of(repaired, evidence)
    if font is not None:
        converted = _convert(repaired, font, font is evidence.whole_font)
        fonts += (font,) if converted != repaired else ()
        repaired = converted
    return repaired, fonts


def column_font_evidence(samples: Iterable[str]) -> FontEvidence:
    """The old font that the words of some texts speak for, weighed over all of them.

    Give it the headers together with up to some hundred cells of the file: files are written in one font.

    >>> column_font_evidence(["Hä vµ tªn", "§Þa chØ", "NguyÔn V¨n A"])
    FontEvidence(font=<LegacyFont.TCVN3: 'tcvn3'>, repaired=7, against=0)
    >>> column_font_evidence(["Họ và tên", "Tó"]).font is None
    True
    """
    sums = dict.fromkeys(_FONTS, 0)
    against = misread = 0
    for text in samples:
        if text.isascii():
            continue
        plain = _from_utf8(text)
        misread += plain != text
        for verdicts in map(_verdicts, _WORD.findall(plain)):
            for font, verdict in zip(_FONTS, verdicts, strict=True):
                sums[font] += verdict is _Verdict.REPAIRS
            against += verdicts == _UNTOUCHED
    font = max(_FONTS, key=sums.__getitem__)
    if sums[font] > against:
        return FontEvidence(font, sums[font], against)
    return FontEvidence(LegacyFont.UTF8 if misread else None, misread, against)


def _from_utf8(text: str) -> str:
    for _ in range(_ROUNDS):
        mended = from_utf8(text)
        if mended == text or _spoils_words(text, mended):
            break
        text = mended
    return text


def _spoils_words(text: str, mended: str) -> bool:
    """True when what looks like UTF-8 may as well be words at a closing quotation mark ("SÃ»")."""
    if any(ord(c) > 0xFF for c in text if c.isalpha()):
        return False
    before, after = text.split(" "), mended.split(" ")
    return len(before) == len(after) and all(
        new == old or (_is_word(old.strip(_AROUND)) and not _is_word(new.strip(_AROUND)))
        for old, new in zip(before, after, strict=True)
    )


def _is_word(word: str) -> bool:
    return not word.isascii() and is_spelled_syllable(word)


def _font_of(text: str, evidence: FontEvidence) -> LegacyFont | None:
    """The font the text itself speaks for, else the one of its column if nothing speaks against it."""
    words = _WORD.findall(text)
    if not words:
        return None
    verdicts = [_verdicts(word) for word in words]
    by_font = {font: [each[at] for each in verdicts] for at, font in enumerate(_FONTS)}
    repairs = {font: found.count(_Verdict.REPAIRS) for font, found in by_font.items()}
    font = max(
        _FONTS, key=lambda each: (repairs[each] + min(0, *by_font[each]), each is evidence.font)
    )
    if repairs[font]:
        clear = font is evidence.font or _is_clear(words, by_font[font])
        return font if clear else None
    whole = evidence.whole_font
    return whole if whole in by_font and _UNTOUCHED not in verdicts else None


def _is_clear(words: list[str], verdicts: list[_Verdict]) -> bool:
    """True when the words of one text are evidence enough by themselves."""
    repaired = [w for w, v in zip(words, verdicts, strict=True) if v is _Verdict.REPAIRS]
    if _Verdict.SPOILS in verdicts or verdicts.count(_Verdict.ODD) > len(repaired):
        return False
    if len(repaired) > 1 or _LOUD.search(repaired[0]):
        return True
    return not _is_slip(repaired[0]) and not any(_is_foreign(word) for word in words)


def _is_slip(word: str) -> bool:
    """True for a word with one Vietnamese letter that is rather mistyped than of an old font ("Trâ")."""
    marked = [at for at, c in enumerate(word) if not c.isascii()]
    after_vowel = marked[0] > 0 and word[marked[0] - 1] in "aeouyAEOUY"
    return len(marked) == 1 and word[marked[0]] in _COMMON and not after_vowel


def _is_foreign(word: str) -> bool:
    return word.isascii() and bool(_VOWELS.search(word[1:])) and not is_unmarked_syllable(word)


@lru_cache(maxsize=65_536)
def _verdicts(word: str) -> tuple[_Verdict, ...]:
    """What each font makes of a word."""
    if word.isascii():
        return (_Verdict.NEUTRAL,) * len(_FONTS)
    bare = unicodedata.normalize("NFC", word).strip(_QUOTES)
    known = bare.lower() in _WESTERN or is_spelled_syllable(bare)
    return tuple(_verdict(word, _convert_word(word, font), known) for font in _FONTS)


def _verdict(word: str, converted: str, known: bool) -> _Verdict:
    if converted == word:
        # Untouched: evidence against every font where it is Vietnamese, none where it is Chinese or Lao.
        return _Verdict.SPOILS if known and any(ord(c) > 0xFF for c in word) else _Verdict.NEUTRAL
    if _ACRONYM.fullmatch(converted):
        return _Verdict.SPOILS if known else _Verdict.NEUTRAL
    if is_spelled_syllable(converted):
        return _Verdict.NEUTRAL if known else _Verdict.REPAIRS
    return _Verdict.SPOILS if known else _Verdict.ODD


def _convert(text: str, font: LegacyFont, whole: bool) -> str:
    """The text with its words converted; without a whole column's evidence not those like "Café"."""
    shouted = not any(c.islower() for c in text if c.isascii()) and bool(
        re.search("[A-Z]{2}", text)
    )

    def convert(match: re.Match[str]) -> str:
        word = match[0]
        verdict = _verdicts(word)[_FONTS.index(font)]
        if verdict is _Verdict.ODD and not whole and not _SIGNS.intersection(word):
            return word
        converted = _convert_word(word, font)
        return converted.upper() if shouted and converted != word else converted

    converted = _WORD.sub(convert, text)
    return _with_capitals(text, converted) if font is LegacyFont.TCVN3 else converted


def _with_capitals(text: str, converted: str) -> str:
    """Gives toned capitals, which TCVN3 has not, to words of a name whose other words begin with capitals."""
    before, after = text.split(), converted.split()
    toned = [
        not word[0].isascii() and new[0].islower() for word, new in zip(before, after, strict=False)
    ]
    others = [new for new, lost in zip(after, toned, strict=False) if not lost]
    if not any(toned) or len(others) < 2 or not all(word[0].isupper() for word in others):
        return converted
    return re.sub(r"\S+", lambda match: match[0][0].upper() + match[0][1:], converted)


def _convert_word(word: str, font: LegacyFont) -> str:
    """The word converted; TCVN3 has no toned capitals, so that those of a word in capitals are given back."""
    converted = _CONVERTERS[font](word)
    plain = [c for c in word if c.isascii()]
    capitals = any(c.isascii() and c.isupper() for c in word[1:]) and not any(
        map(str.islower, plain)
    )
    return converted.upper() if capitals and font is LegacyFont.TCVN3 else converted
