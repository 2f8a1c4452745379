"""Text of Vietnamese fonts and code pages older than Unicode, turned into Unicode.

Before Unicode, Vietnamese letters lay on the codes of Western ones and only the font showed them. Copied into a
Unicode file they stand there as those Western letters. Whether a text is of this kind, `text_repair` says.

Sources: TCVN 5712:1993, table 3 (fonts ".Vn…", ABC); the character set of the VNI-Windows fonts ("VNI-Times");
Microsoft's code page 1258; RFC 3629 for UTF-8 read as a single-byte code page.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from cotmoc.normalise.syllables import canonical_syllable


class LegacyFont(StrEnum):
    """How a text was written before it came into a Unicode file."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    CP1258 = "cp1258"
    UTF8 = "utf8"


def _code_page(name: str) -> str:
    """The 256 characters of a code page; its holes are the control characters that Windows puts there."""
    return "".join(bytes([b]).decode(name, "ignore") or chr(b) for b in range(256))


_CP1252, _PAGE_1258 = _code_page("cp1252"), _code_page("cp1258")
_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "î": "ỵ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
}
# What a vowel letter may bear: a alone bears the breve; i never stands with a mark of its own.
_VNI_PAIR = re.compile(
    r"([aAoOeE])([âáàåãäÂÁÀÅÃÄ])|([aA])([êéèúüëÊÉÈÚÜË])|([aeouyôöAEOUYÔÖ])([ùøûõïÙØÛÕÏ])|(.)", re.S
)
_VNI_BOTH = _VNI_LETTERS | {old.upper(): new.upper() for old, new in _VNI_LETTERS.items()}
_CP1258 = {
    ord(western): vietnamese
    for western, vietnamese in zip(_CP1252, _PAGE_1258, strict=True)
    if western != vietnamese and western.isalpha()
}
# UTF-8 read as a single-byte code page: 1252, 1258 (Windows set to Vietnamese) or Latin-1.
_BYTES = {c: b for page in (_code_page("latin-1"), _PAGE_1258, _CP1252) for b, c in enumerate(page)}


def _characters(first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, b in _BYTES.items() if first <= b <= last) + "]"


_MORE = _characters(0x80, 0xBF)
_SEQUENCE = re.compile(
    f"{_characters(0xC2, 0xDF)}{_MORE}|{_characters(0xE0, 0xEF)}{_MORE}{{2}}|{_characters(0xF0, 0xF4)}{_MORE}{{3}}"
)
# C2 to C6, CC and CD: signs and letters of Latin-1, ă, đ, ĩ, ũ, ơ, ư, and marks apart.
_USUAL_LEADS = frozenset("ÂÃĂÅÆÌÍ") | {"Ä"}
# Bytes that no code page shows are often lost on the way: the last one of Đ, and of five letters with E1 BB.
_LOST = re.compile(f"(?:(Ä)|(á»))\ufffd?(?!{_MORE})")
_LOST_AFTER_E1BB = "ềọỏỐờ"
# A hard space that was the last byte of à, Ạ or Ơ has become a plain one.
_LOST_SPACE = {"Ã ": "à", "Ă ": "à", "áº ": "Ạ", "Æ ": "Ơ"}
_SPACE = re.compile("|".join(_LOST_SPACE))


def from_tcvn3(text: str) -> str:
    """The text of a TCVN3 (ABC) font in Unicode; what the font does not hold stays.

    >>> from_tcvn3("NguyÔn V¨n §øc")
    'Nguyễn Văn Đức'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """The text of a VNI-Windows font in Unicode; what the font does not hold stays.

    >>> from_vni("Nguyeãn Vaên Ñöùc")
    'Nguyễn Văn Đức'
    """
    return _VNI_PAIR.sub(_vni_pair, text)


def _vni_pair(match: re.Match[str]) -> str:
    if match[7]:
        return _VNI_BOTH.get(match[7], match[7])
    letter, mark = match[1] or match[3] or match[5], match[2] or match[4] or match[6]
    return unicodedata.normalize("NFC", _VNI_BOTH.get(letter, letter) + _VNI_MARKS[mark.lower()])


def from_cp1258(text: str) -> str:
    """The text of code page 1258, read as 1252, in Unicode (NFC).

    >>> from_cp1258("NguyêÞn Vãn Ðýìc")
    'Nguyễn Văn Đức'
    """
    return unicodedata.normalize("NFC", text.translate(_CP1258))


def from_utf8(text: str) -> str:
    """The text with every UTF-8 sequence that was read as single bytes put together again, in NFC.

    Where such sequences stand, letters that lost a byte on the way are given back if only one letter makes a
    Vietnamese syllable of the word. Text without such sequences comes back as it is.

    >>> from_utf8("Nguyá»…n VÄƒn Äá»©c"), from_utf8("å¼\xa0ä¸‰"), from_utf8("LÃ XÃ")
    ('Nguyễn Văn Đức', '张三', 'LÃ XÃ')
    """
    sequences = [match[0] for match in _SEQUENCE.finditer(text)]
    if not sequences or not _speak_for_utf8(sequences):
        return text
    mended = _SEQUENCE.sub(_utf8_sequence, text)
    if mended == text:
        return text
    mended = _SPACE.sub(lambda match: _LOST_SPACE[match[0]], mended)
    if _LOST.search(mended):
        mended = " ".join(_with_lost(word) for word in mended.split(" "))
    return unicodedata.normalize("NFC", mended)


def _speak_for_utf8(sequences: list[str]) -> bool:
    """True for one sequence of three bytes or of a letter of Vietnam or the West, or for several of any other."""
    return len(sequences) > 2 or any(len(each) > 2 or each[0] in _USUAL_LEADS for each in sequences)


def _utf8_sequence(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[character] for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _with_lost(word: str) -> str:
    """The word with its lost letters: the đ always, one of the five when only it fits."""
    word = _LOST.sub(lambda match: "Đ" if match[1] else match[0], word)
    lost = _LOST.search(word)
    if lost is None:
        return word
    tried = [word[: lost.start()] + letter + word[lost.end() :] for letter in _LOST_AFTER_E1BB]
    fitting = [each for each in tried if canonical_syllable(each) and each[1:] == each[1:].lower()]
    return fitting[0] if len(fitting) == 1 else word
