"""Vietnamese syllables: which are possible, and where their tone mark stands.

A written syllable is an initial, a rime and a tone; the initials and rimes are closed lists, so that a few thousand
combinations are everything Vietnamese can write. A word is therefore known to be Vietnamese, or not to be, without a
dictionary. Source: the phonology of standard Vietnamese as school grammars set it out (Đoàn Thiện Thuật, Ngữ âm
tiếng Việt, 1977), with the rimes of loans and names that official lists hold (oong, uyp, êng).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x".split()  # noqa: SIM905
# fmt: off
_RIMES = (  # noqa: SIM905
    "a ai ao au am an ang anh ap at ac ach ay ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc "
    "e eo em en eng ep et ec ê êu êm ên êng ênh êp êt êch "
    "i iu im in inh ip it ich ia iêu iêm iên iêng iêp iêt iêc "
    "o oi om on ong oong op ot oc ooc oa oai oay oao oam oan oang oanh oap oat oac oach "
    "oăm oăn oăng oăt oăc oe oeo oem oen oet ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt "
    "u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc uây uân uâng uât uê uên uênh uêch "
    "uy uya uyên uyêt uyn uynh uych uyt uyp uyu ư ưi ưu ưm ưn ưng ưt ưc ưa ươi ươu ươm ươn ương ươp ươt ươc y"
).split()
# Behind q the u belongs to the initial.
_RIMES_AFTER_QU = (  # noqa: SIM905
    "a ai ao au am an ang anh ap at ac ach ay ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc "
    "e eo em en ep et ê êu ên ênh êt êch i it inh ich in ôc ơ ơi ơn ơt y yên yêt yn ynh ych yt yp"
).split()
_RIMES_ALONE = "yêu yêm yên yêng yêt".split()  # noqa: SIM905
# gi before i writes one i: gì, gìn, giếng.
_CONTRACTED = "gi gin gim gip git gich giêng giêt giêm giên giêc".split()  # noqa: SIM905
# Written in official names of places and persons of the highlands, outside the grammar above.
_LOANS = "thuơ huơ đăk đak lăk lak krông kông hơ rơ pleiku blơ niê kpă ksor kpuih".split()  # noqa: SIM905
# fmt: on
_FRONT = "eêiy"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TONE_MARKS = ("", *_TONES)
_SHARP, _HEAVY = 4, 5
_STOPS = ("p", "t", "c", "ch", "k")
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")
_TONED = {
    unicodedata.normalize("NFC", vowel + mark): (vowel, _TONES.get(mark, 0))
    for vowel in _VOWELS
    for mark in _TONE_MARKS
}
_WITH_TONE = {pair: letter for letter, pair in _TONED.items()}
_BARE = str.maketrans("ăâêôơưđ", "aaeooud")
LONGEST = 7  # letters: nghiêng
# Open oa, oe and uy, with each tone on the first and on the second letter.
_NEWER = tuple(
    (_WITH_TONE[pair[0], tone] + pair[1], pair[0] + _WITH_TONE[pair[1], tone])
    for pair in ("oa", "oe", "uy")
    for tone in _TONES.values()
)
_Y_TO_I = {_WITH_TONE["y", tone]: _WITH_TONE["i", tone] for tone in (0, *_TONES.values())}


def _fits(initial: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    if initial in ("gh", "ngh"):
        return front and rime[0] != "y"
    if initial == "gi":
        return rime[0] not in "iy"
    if initial in ("c", "g", "ng"):
        # ngy, gy and ci are not written; "g" with i stands among the contracted.
        return not front
    return (
        initial != "k"
        or front
        or rime in ("a", "am", "an", "ang", "ao", "ay", "o", "ông", "ơ", "u")
    )


def _bases() -> dict[str, int]:
    """Every syllable without its tone, with the number of letters of its initial."""
    bases = dict.fromkeys((*_RIMES, *_RIMES_ALONE), 0)
    bases |= {"qu" + rime: 2 for rime in _RIMES_AFTER_QU}
    bases |= {i + rime: len(i) for i in _INITIALS for rime in _RIMES if _fits(i, rime)}
    bases |= dict.fromkeys(_CONTRACTED, 1)
    return bases | {word: next(i for i, c in enumerate(word) if c in _VOWELS) for word in _LOANS}


_BASES = _bases()
_BARE_BASES = frozenset(base.translate(_BARE) for base in _BASES)


@lru_cache(maxsize=65_536)
def canonical_syllable(word: str) -> str | None:
    """The syllable in NFC with its tone mark where it belongs, in the case it has; None: no Vietnamese syllable.

    The mark goes on the first of oa, oe, uy without a final (hòa, khỏe, thúy), as most official lists write; qui is
    written quy. Wherever on the syllable's vowels the mark was written, it is the same tone.

    >>> canonical_syllable("Hoà"), canonical_syllable("THUÝ"), canonical_syllable("Qúi"), canonical_syllable("Loïc")
    ('Hòa', 'THÚY', 'Quý', None)
    """
    word = unicodedata.normalize("NFC", word)
    lowered = word.lower()
    if len(word) > LONGEST or len(lowered) != len(word):
        return None
    parsed = _parse(lowered)
    if parsed is None:
        return None
    base, at, tone = parsed
    letters = [*base[:at], _WITH_TONE[base[at], tone], *base[at + 1 :]]
    return "".join(
        letter.upper() if written.isupper() else letter
        for letter, written in zip(letters, word, strict=True)
    )


def _parse(lowered: str) -> tuple[str, int, int] | None:
    """The base, the place of the tone and the tone of a syllable in lower case."""
    tones = [(at, _TONED[c][1]) for at, c in enumerate(lowered) if c in _TONED and _TONED[c][1]]
    if len(tones) > 1:
        return None
    base = "".join(_TONED[c][0] if c in _TONED else c for c in lowered)
    if base[:2] == "qu" and base[2:3] == "i":
        base = "quy" + base[3:]
    if base not in _BASES:
        return None
    tone = tones[0][1] if tones else 0
    # A syllable that ends in a stop has one of two tones; without any, its marks were left out.
    if tone not in (0, _SHARP, _HEAVY) and base.endswith(_STOPS):
        return None
    return base, _tone_place(base), tone


@lru_cache(maxsize=16_384)
def _tone_place(base: str) -> int:
    start = _BASES[base]
    vowels = [at for at in range(start, len(base)) if base[at] in _VOWELS]
    shaped = [at for at in vowels if base[at] in _SHAPED]
    if shaped:
        return shaped[-1]
    closed = vowels[-1] < len(base) - 1
    if len(vowels) == 1 or (len(vowels) == 2 and not closed):
        return vowels[0]
    return vowels[1]


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """True for a word that Vietnamese can write as one syllable, in any case, with or without its marks.

    >>> is_syllable("Nguyễn"), is_syllable("nguyen"), is_syllable("Nguyeenx"), is_syllable("Wang")
    (True, True, False, False)
    """
    return canonical_syllable(word) is not None or is_unmarked_syllable(word)


@lru_cache(maxsize=65_536)
def is_spelled_syllable(word: str) -> bool:
    """True for a syllable whose tone mark stands where one of the two spellings in use puts it (hòa, hoà; quý, quí).

    >>> is_spelled_syllable("Hoà"), is_spelled_syllable("Tóan"), is_spelled_syllable("Toán")
    (True, False, True)
    """
    canonical = canonical_syllable(word)
    word = unicodedata.normalize("NFC", word)
    return canonical is not None and word.lower() in _spellings(canonical.lower())


def _spellings(canonical: str) -> tuple[str, str]:
    """A canonical syllable, and the same as the newer spelling writes it."""
    for old, new in _NEWER:
        if canonical.endswith(old) and not canonical.endswith("qu" + old[1:]):
            return canonical, canonical[: -len(old)] + new
    if canonical[:2] == "qu" and canonical[2:3] in _Y_TO_I:
        return canonical, "qu" + _Y_TO_I[canonical[2]] + canonical[3:]
    return canonical, canonical


def is_marked_syllable(word: str) -> bool:
    """True for a possible syllable that bears a tone or vowel mark or a đ.

    >>> is_marked_syllable("Đức"), is_marked_syllable("Nam")
    (True, False)
    """
    return not word.isascii() and canonical_syllable(word) is not None


@lru_cache(maxsize=65_536)
def is_unmarked_syllable(word: str) -> bool:
    """True for a word of plain letters that is a syllable, or one whose marks were left out.

    >>> is_unmarked_syllable("Duc"), is_unmarked_syllable("Đuc")
    (True, False)
    """
    return word.lower() in _BARE_BASES


def lacks_marks(word: str) -> bool:
    """True for a word of plain letters that cannot stand in Vietnamese without a mark: some are missing.

    "Nam" may be complete; "Nguyen" and "Duc" cannot be.

    >>> lacks_marks("Nguyen"), lacks_marks("Duc"), lacks_marks("Nam")
    (True, True, False)
    """
    lowered = word.lower()
    if lowered not in _BARE_BASES:
        return False
    return lowered not in _BASES or lowered.endswith(_STOPS)
