"""Letters of the Cyrillic and Greek alphabets that look like Latin ones, put back among Latin text.

A keyboard left in another language, a text pasted from elsewhere, or somebody who does not want to be found:
"14С-123.45" with a Cyrillic С is seen as a plate, and equal to none.
"""

from __future__ import annotations

import re

# Pairs of a letter and its Latin twin, of which no reader sees which is which (Unicode Technical Standard 39,
# confusables; only letters that are the same in every usual type).
_PAIRS = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS аa еe оo рp сc уy хx іi јj ѕs"
    " ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo"
)  # fmt: skip
_TWINS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
#: Any letter of the two alphabets; most texts hold none.
FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9]")


def latin_letters(text: str) -> str:
    """The text with letters that only look like Latin ones put back; a text that is of another alphabet as it stands.

    It is of another alphabet when one of its letters has no Latin twin, and when it holds nothing else: no Latin letter
    and no figure. Idempotent.

    >>> latin_letters("14С-123.45"), latin_letters("Trần Тhị Lụа"), latin_letters("Москва 5"), latin_letters("СССР")
    ('14C-123.45', 'Trần Thị Lụa', 'Москва 5', 'СССР')
    """
    if not FOREIGN.search(text) or not _LATIN.search(text):
        return text
    latin = text.translate(_TWINS)
    return text if FOREIGN.search(latin) else latin
