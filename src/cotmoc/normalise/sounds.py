"""Vietnamese syllables that are mistaken for each other by ear: s and x, tr and ch, d, gi and r, l and n, i and y."""

from __future__ import annotations

from functools import lru_cache

# Longest first. What one sound has several spellings for (c, k, q; g, gh; ng, ngh) comes to one, too.
_INITIALS = (
    ("ngh", "ng"),
    ("ng", "ng"),
    ("nh", "nh"),
    ("kh", "kh"),
    ("gh", "g"),
    ("gi", "d"),
    ("tr", "ch"),
    ("qu", "cu"),
    ("k", "c"),
    ("r", "d"),
    ("x", "s"),
    ("n", "l"),
)
_VOWELS = "aeiouy"


@lru_cache(maxsize=65_536)
def sound_key(word: str) -> str:
    """A key that folded syllables share when one is mistaken for the other by ear or by spelling.

    Initials that parts of the country do not tell apart (s/x, tr/ch, d/gi/r, l/n), c/k/q, g/gh and ng/ngh, and i/y
    anywhere. It is a key for looking up, and no syllable.

    >>> sound_key("sinh") == sound_key("xinh"), sound_key("trung") == sound_key("chung")
    (True, True)
    >>> sound_key("giang") == sound_key("dang") == sound_key("rang"), sound_key("nam") == sound_key("lam")
    (True, True)
    >>> sound_key("thuy") == sound_key("thui"), sound_key("nga") == sound_key("na")
    (True, False)
    """
    for written, sound in _INITIALS:
        if word.startswith(written):
            word = sound + _behind(word, written)
            break
    return word.replace("y", "i")


def _behind(word: str, initial: str) -> str:
    rest = word[len(initial) :]
    # gi before a consonant, or alone, is written with one i: gìn, gì.
    return rest if initial != "gi" or rest[:1] in tuple(_VOWELS) else "i" + rest


#: The sounds that are mistaken for each other, by any of the letters that begin a syllable with one.
_MISTAKEN = {
    "s": "s/x", "x": "s/x", "tr": "tr/ch", "ch": "tr/ch", "d": "d/gi/r", "gi": "d/gi/r", "r": "d/gi/r",
    "l": "l/n", "n": "l/n", "c": "c/k/q", "k": "c/k/q", "qu": "c/k/q", "g": "g/gh", "gh": "g/gh",
    "ng": "ng/ngh", "ngh": "ng/ngh",
}  # fmt: skip


def sounds_mistaken(word: str, other: str) -> str:
    """The sounds by which two folded syllables of one `sound_key` differ, "" for none that is known.

    >>> sounds_mistaken("xinh", "sinh"), sounds_mistaken("thuy", "thui"), sounds_mistaken("nam", "tam")
    ('s/x', 'i/y', '')
    """
    if sound_key(word) != sound_key(other):
        return ""
    one, two = _initial(word), _initial(other)
    if one != two and _MISTAKEN.get(one) == _MISTAKEN.get(two):
        return _MISTAKEN.get(one, "")
    return "i/y" if word != other and word.replace("y", "i") == other.replace("y", "i") else ""


def _initial(word: str) -> str:
    return next((word[:size] for size in (3, 2, 1) if word[:size] in _MISTAKEN), "")
