"""Text in the encodings of offices: windows-1258 and the font TCVN3, besides those that Python writes by itself."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The font's small letters in the order of its codes, and its few capitals with marks (TCVN 5712:1993, table 3).
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_CODES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3 = dict(zip(_LETTERS, _CODES, strict=True))


def windows_1258(text: str) -> bytes:
    """The text in Windows' Vietnamese code page, which writes tone marks behind their letters.

    >>> unicodedata.normalize("NFC", windows_1258("Hải quan").decode("cp1258"))
    'Hải quan'
    """
    return "".join(_tone_apart(letter) for letter in text).encode("cp1258")


def _tone_apart(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    rest = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return rest + tones


def tcvn3(text: str) -> bytes:
    """The text as typed with a TCVN3 font; capitals that the font lacks become small, as they do in such files.

    >>> tcvn3("Biển").decode("cp1252")
    'BiÓn'
    """
    return "".join(_in_font(letter) for letter in text).encode("cp1252")


def _in_font(letter: str) -> str:
    if letter in _TCVN3 or ord(letter) < 0x80:
        return _TCVN3.get(letter, letter)
    small = letter.lower()
    return _TCVN3.get(small, letter)
