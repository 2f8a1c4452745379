"""What a text stands for in a list: the one code, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from cotmoc.normalise.codes.index import REFUSALS, Fit, Index, Role, Word, index_of
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.codes.scanning import Mention, Scan, best_hit, scan


class How(StrEnum):
    """Why a code was taken, from the surest on."""

    LABEL = "label"
    SYNONYM = "synonym"
    UNMARKED = "unmarked"
    WITHIN = "within"
    SPELLING = "spelling"
    GENERAL = "general"
    ARTICLE = "article"


class Match(NamedTuple):
    """The code that a text stands for, why, and the words of the list that decided."""

    code: str
    how: How
    words: str


#: A finding's code, and the ids that it speaks of.
Undecided = tuple[str, tuple[str, ...]]
#: The finding about an act that the catalogue of offences does not hold; its id is the kind of refusal.
NOT_TAKEN = "offence.not_taken"


def decide(codes: CodeList, lowered: str) -> Match | Undecided | None:
    """The match of a text in lower case, or why there is none: a finding and its ids; None for no word of the list."""
    index = index_of(codes)
    words = index.words_of(lowered)
    if not words:
        return None
    return _whole(index, words) or _within(codes, scan(index.tree, words))


def _within(codes: CodeList, found: Scan) -> Match | Undecided | None:
    """What the things that a text mentions come to."""
    if found.refused and (found.refused == REFUSALS[0] or not found.mentions):
        return NOT_TAKEN, (found.refused,)
    if len(found.mentions) == 1 and not found.turns:
        mention = found.mentions[0]
        if mention.phrase.only and not _is_alone(found, mention):
            return None
        return _only(mention, has_more=bool(found.other_words))
    meant = meant_mentions(codes, found)
    if not codes.several and len(meant) > 1:
        longest = max(len(mention.phrase.text) for mention in meant)
        meant = [mention for mention in meant if len(mention.phrase.text) == longest]
        ids = tuple(sorted({id for mention in meant for id in mention.codes}))  # noqa: A001
        if len(ids) > 1:
            return "code.ambiguous", ids
    meant = head_mentions(codes, meant)
    return _one(codes, found, meant) if meant else None


def _whole(index: Index, words: Sequence[Word]) -> Match | Undecided | None:
    """The match of a text that is nothing but one phrase, whatever signs are in it."""
    ending = index.whole.get(" ".join([word[0] for word in words if word[0]]))
    if ending is None:
        return None
    said = [word for word in words if word.bare]
    hit = (
        ending.unmarked
        if not any(word.has_marks or word.corrected for word in said)
        else best_hit(ending, said, is_marked=True)
    )
    choice = hit.head_last if hit else None
    if choice is None:
        return None
    if len(choice.codes) > 1:
        return "code.ambiguous", choice.codes
    how = _how(choice.phrase.source, choice.fit, len(said))
    return Match(choice.codes[0], how, choice.phrase.text)


_LABEL, _SYNONYM, _SAME, _UNMARKED = How.LABEL, How.SYNONYM, Fit.SAME, Fit.UNMARKED


def _how(source: int, fit: Fit, count: int) -> How:
    if fit is _SAME or (fit is _UNMARKED and count > 1):
        return _SYNONYM if source else _LABEL
    # Many words lose their marks and mean nothing else; one syllable can always be another.
    return How.UNMARKED if fit is _UNMARKED else How.SPELLING


def how_mentioned(mention: Mention) -> How:
    return _how(mention.phrase.source, mention.fit, mention.end - mention.begin)


def _one(codes: CodeList, found: Scan, meant: Sequence[Mention]) -> Match | Undecided:
    """What the mentions that count have in common."""
    if len(meant) == 1:
        return _only(meant[0], has_more=_has_more(found, meant))
    ids = {id for mention in meant for id in mention.codes}  # noqa: A001
    if len(ids) == 1:
        return _only(meant[0], has_more=_has_more(found, meant))
    roots = {codes.root(id) for id in ids}  # noqa: A001
    if len(roots) == 1:
        words = ", ".join(dict.fromkeys(mention.phrase.text for mention in meant))
        return Match(roots.pop(), How.GENERAL, words)
    return "code.several", _in_common(codes, [id for mention in meant for id in mention.codes])  # noqa: A001


def _in_common(codes: CodeList, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids once each and in order; several of one parent as the parent."""
    below: dict[str, dict[str, None]] = {}
    for id in ids:  # noqa: A001
        below.setdefault(codes.root(id), {})[id] = None
    return tuple(root if len(found) > 1 else next(iter(found)) for root, found in below.items())


def _only(mention: Mention, *, has_more: bool) -> Match | Undecided:
    """What one mention stands for, in a text that has more to say or not."""
    if len(mention.codes) > 1:
        return "code.ambiguous", mention.codes
    how = how_mentioned(mention)
    if has_more and (how is _LABEL or how is _SYNONYM):
        how = How.WITHIN
    return Match(mention.codes[0], how, mention.phrase.text)


def _has_more(found: Scan, meant: Sequence[Mention]) -> bool:
    return bool(found.other_words) or len(found.mentions) > len(meant) or bool(found.turns)


def meant_mentions(codes: CodeList, found: Scan) -> list[Mention]:
    """The mentions without those that are denied, hide another, stand aside, or give way to a more telling one."""
    mentions = [
        mention
        for mention in found.mentions
        if not mention.phrase.only or _is_alone(found, mention)
    ]
    if found.turns:
        mentions = _turned(found, mentions)
    if len(mentions) < 2:
        return mentions
    if any(mention.aside for mention in mentions):
        mentions = _without_asides(codes, mentions)
    return _without_weak(codes, mentions)


def _is_alone(found: Scan, mention: Mention) -> bool:
    return mention.part not in found.other_words and not any(
        other is not mention and other.part == mention.part for other in found.mentions
    )


def _turned(found: Scan, mentions: list[Mention]) -> list[Mention]:
    for turn in found.turns:
        before = [mention for mention in mentions if mention.begin < turn.at]
        after = [
            mention for mention in mentions if mention.begin > turn.at and mention.part == turn.part
        ]
        if turn.role is Role.NOT or (turn.role is Role.INSIDE and before):
            mentions = [mention for mention in mentions if mention not in after]
        elif turn.role is Role.REVEALS and after:
            holding = [mention for mention in before if mention.part == turn.part]
            mentions = [mention for mention in mentions if mention not in holding]
    return mentions


def _without_asides(codes: CodeList, mentions: list[Mention]) -> list[Mention]:
    """Words in brackets tell more of what stands before them; else they only describe it."""
    outside = [mention for mention in mentions if not mention.aside]
    if not outside:
        return mentions
    general = {id for mention in outside for id in mention.codes}  # noqa: A001
    aside = [
        mention
        for mention in mentions
        if mention.aside and all(_is_below(codes, id, general) for id in mention.codes)  # noqa: A001
    ]
    if not aside:
        weak = all(mention.phrase.weak for mention in outside)
        return [mention for mention in mentions if mention.aside] if weak else outside
    told = {codes[id].parent for mention in aside for id in mention.codes}  # noqa: A001
    return aside + [mention for mention in outside if not told & set(mention.codes)]


def _is_below(codes: CodeList, id: str, general: set[str]) -> bool:  # noqa: A002
    return codes[id].parent in general


def _without_weak(codes: CodeList, mentions: list[Mention]) -> list[Mention]:
    telling = [mention for mention in mentions if not mention.phrase.weak]
    groups = {codes[id].group for mention in telling for id in mention.codes}  # noqa: A001
    parts = {mention.part for mention in telling}
    return [
        mention
        for mention in mentions
        if not mention.phrase.weak
        or (mention.part not in parts and codes[mention.codes[0]].group not in groups)
    ]


def head_mentions(codes: CodeList, mentions: list[Mention]) -> list[Mention]:
    """Of the mentions of one part the one that the others describe: in Vietnamese the first, in English the last."""
    if len(mentions) < 2 or not codes.several:
        return mentions
    parts: dict[int, list[Mention]] = {}
    for mention in mentions:
        parts.setdefault(mention.part, []).append(mention)
    return [_head(part) for part in parts.values()]


def _head(mentions: list[Mention]) -> Mention:
    is_vietnamese = any(mention.phrase.has_marks for mention in mentions)
    return mentions[0 if is_vietnamese else -1]
