"""What a text mentions: the phrases of a list in it, and the words around them that change what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cotmoc.normalise.codes.forms import Kind
from cotmoc.normalise.codes.index import (
    END,
    Choice,
    Ending,
    Fit,
    Hit,
    Node,
    Phrase,
    Role,
    Word,
    hit_of,
)


class Mention(NamedTuple):
    """A phrase at a place of the text (`begin` to `end`, in words), in a part of it, within brackets or not.

    `codes` has several ids where the words, as written, stand for several things.
    """

    phrase: Phrase
    codes: tuple[str, ...]
    fit: Fit
    begin: int
    end: int
    part: int
    aside: bool


class Turn(NamedTuple):
    """A word that changes what stands before or after it in its part."""

    role: Role
    at: int
    part: int


class Scan:
    """All mentions of a text in order, the turns between them, and the parts that hold other words too.

    `refused`: the kind of act named that the list does not hold, "" for none.
    """

    __slots__ = ("mentions", "other_words", "refused", "turns")

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.turns: list[Turn] = []
        self.other_words: set[int] = set()
        self.refused = ""


# Bound once: a member of an enumeration is looked up slowly, and these are asked for at every word.
_WORD, _NUMBER, _SIGN, _OPENS, _CLOSES = Kind.WORD, Kind.NUMBER, Kind.SIGN, Kind.OPENS, Kind.CLOSES
_NAMES, _UNIT, _AND, _DECOY, _REFUSED = Role.NAMES, Role.UNIT, Role.AND, Role.DECOY, Role.REFUSED


def scan(tree: Node, words: Sequence[Word]) -> Scan:
    """The mentions and turns of a text's words."""
    found = Scan()
    bares, marked, has_marks, corrected, kinds = zip(*words, strict=True)
    is_marked, is_simple = True in has_marks, True not in corrected
    at, part, depth, at_head, count = 0, 0, 0, True, len(words)
    while at < count:
        choice, node = None, tree.get(bares[at])
        if node is not None:
            for end, ending in _ends(node, bares, at, count):
                # With its marks and without a mistake a run of words is looked up as it stands.
                hit = None
                if is_simple:
                    hit = ending.by_marks.get(marked[at:end]) if is_marked else ending.unmarked
                if hit is None:
                    hit = best_hit(ending, words[at:end], is_marked)
                if hit is not None:
                    is_last = end == count or not bares[end]
                    choice = hit[(0 if is_last else 1) if at_head else (2 if is_last else 3)]
                    if choice is not None:
                        break
        if choice is None:
            if kinds[at] is _WORD:
                found.other_words.add(part)
                at_head = False
            elif kinds[at] is not _SIGN:
                part, depth = _divide(found, kinds[at], part, depth)
                at_head = True
            at += 1
            continue
        if choice.role is _NAMES:
            found.mentions.append(
                Mention(choice.phrase, choice.codes, choice.fit, at, end, part, depth > 0)
            )
            at_head = False
        elif choice.role > _UNIT:
            part, at_head = _turn(found, choice, at, part)
        at = end
    return found


def _ends(node: Node, bares: tuple[str, ...], at: int, count: int) -> list[tuple[int, Ending]]:
    """Where phrases of the list that begin at a place end, the longest first."""
    ends: list[tuple[int, Ending]] = []
    end = at + 1
    below: Node | None = node
    while below is not None:
        if END in below:
            ends.append((end, below[END]))
        if end == count:
            break
        below = below.get(bares[end])
        end += 1
    if len(ends) > 1:
        ends.reverse()
    return ends


def _divide(found: Scan, kind: Kind, part: int, depth: int) -> tuple[int, int]:
    """The part and the depth in brackets after a number, or a sign that divides."""
    # A number after a thing begins a part: the next thing is counted by it.
    is_new = kind is not _NUMBER or (found.mentions and found.mentions[-1].part == part)
    if kind is _OPENS:
        depth += 1
    elif kind is _CLOSES and depth:
        depth -= 1
    return part + 1 if is_new else part, depth


def _turn(found: Scan, choice: Choice, at: int, part: int) -> tuple[int, bool]:
    """The part, and whether a head may follow, after words that change what stands around them."""
    role = choice.role
    if role is _AND:
        return part + 1, True
    if role is _DECOY or role is _REFUSED:
        found.other_words.add(part)
        if role is _REFUSED:
            found.refused = found.refused or choice.codes[0]
        return part, False
    found.turns.append(Turn(role, at, part))
    return part, True


def best_hit(ending: Ending, words: Sequence[Word], is_marked: bool) -> Hit | None:
    """What the phrases of an ending that fit the written words best stand for; None where none fits."""
    best: list[Phrase] = []
    best_fit = Fit.SPELLING
    for phrase in ending.phrases:
        fit = _fit(phrase, words, is_marked)
        if fit is None or fit > best_fit:
            continue
        if fit < best_fit:
            best, best_fit = [], fit
        best.append(phrase)
    return hit_of(best, best_fit)


def _fit(phrase: Phrase, words: Sequence[Word], is_marked: bool) -> Fit | None:
    """How the words fit the phrase; None where their marks say that they mean something else.

    In a text without marks any word may have lost them. In one with marks a single syllable must have its own;
    of a longer phrase some may be missing, or those of one word be wrong. Long words are taken
    whatever their marks, as no other word is spelt like them.
    """
    missing, wrong, corrected = 0, 0, False
    for word, marked in zip(words, phrase.marked, strict=True):
        corrected = corrected or word.corrected
        if word.marked == marked:
            continue
        if not word.has_marks or _is_part(word.marked, marked):
            missing += 1
        elif len(word.bare) >= _UNMISTAKABLE:
            corrected = True
        else:
            wrong += 1
    if wrong:
        is_long = sum(len(word.bare) for word in words) >= _UNMISTAKABLE + 1
        return Fit.SPELLING if wrong == 1 and len(words) > 1 and is_long and not missing else None
    if missing and is_marked:
        if len(words) == 1 and len(words[0].bare) < _UNMISTAKABLE:
            return None
        return Fit.SPELLING
    if corrected:
        return Fit.SPELLING
    return Fit.UNMARKED if missing else Fit.SAME


def _is_part(written: str, whole: str) -> bool:
    """True where a word lacks some of the marks of another, and has none that the other has not."""
    tone = written[-1:] if written[-1:].isdigit() else ""
    letters = written.removesuffix(tone)
    if tone and not whole.endswith(tone):
        return False
    whole = whole.rstrip("12345")
    at = 0
    for letter in whole:
        if at < len(letters) and letters[at] == letter:
            at += 1
        elif letter not in _SHAPES and letter != "đ":
            return False
        elif letter == "đ" and letters[at : at + 1] == "d":
            at += 1
    return at == len(letters)


_SHAPES = "\u0302\u0306\u031b"
_UNMISTAKABLE = 6
