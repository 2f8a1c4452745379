"""Written words become codes, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.codes.forms import tokens_of, tokens_with_places
from cotmoc.normalise.codes.index import Fit, Index, Role, Word, index_of
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.codes.scanning import Mention, Scan, best_hit, scan
from cotmoc.normalise.readings import Problem, Reading, warning
from cotmoc.normalise.text import clean


class How(StrEnum):
    """Why a code was taken, from the surest on."""

    LABEL = "label"
    SYNONYM = "synonym"
    UNMARKED = "unmarked"
    WITHIN = "within"
    SPELLING = "spelling"
    GENERAL = "general"


class Match(NamedTuple):
    """The code that a text stands for, why, and the words of the list that decided."""

    code: str
    how: How
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a text speaks of: its code, why, the words of the list, and its place in the text as written.

    `codes` holds all that the words can mean; `code` is "" where these are several.
    """

    codes: tuple[str, ...]
    how: How
    words: str
    begin: int
    end: int

    @property
    def code(self) -> str:
        """The one code, "" for several."""
        return self.codes[0] if len(self.codes) == 1 else ""


def match_code(codes: CodeList, written: str) -> Reading[str]:
    """The id of the code that the words stand for.

    Words that are a label or synonym are taken as they are, in any case, with or without marks, and with any numbers,
    units and descriptions around them. Anything else that decides is said in a warning: `code.inferred` (words within a
    longer text), `code.unmarked` (one syllable without its marks), `code.spelling` (misspelt), `code.general` (several
    things of one kind: what they have in common is taken). Of words for one thing inside another, the hidden thing
    counts; what is denied does not. Several different things give None with `code.several`, words that mean different
    things `code.ambiguous`, others `code.unknown`; nothing written gives None without a problem.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> match_code(COMMODITIES, "HÊRÔIN (giấu trong bao thuốc lá)").value
    'heroin'
    """
    return _match(codes, written)


def explain_code(codes: CodeList, written: str) -> Match | None:
    """The code with its reason and the words that decided; None where no one code is meant.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> explain_code(COMMODITIES, "03 khẩu súng tự chế")
    Match(code='homemade_gun', how=<How.LABEL: 'label'>, words='Súng tự chế')
    """
    text = clean(written)
    decided = _decide(codes, tokens_of(text.lower())) if text else None
    return decided if isinstance(decided, Match) else None


def find_codes(codes: CodeList, written: str) -> tuple[Found, ...]:
    """Everything of the list that a text speaks of, in order, each with its place in the text.

    What only hides, holds or describes another thing, and what is denied, is left out.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> [(f.code, f.begin, f.end) for f in find_codes(COMMODITIES, "2kg heroin, 500 viên hồng phiến")]
    [('heroin', 4, 10), ('methamphetamine_tablets', 21, 31)]
    """
    lowered = _lowered(written)
    placed = tokens_with_places(lowered)
    index = index_of(codes)
    if not placed:
        return ()
    found = scan(index.tree, [index.words[token] for token, _, _ in placed])
    return tuple(
        Found(
            mention.codes,
            _how_within(mention),
            mention.phrase.text,
            placed[mention.begin][1],
            placed[mention.end - 1][2],
        )
        for mention in _heads(codes, _meant(codes, found))
    )


def _lowered(written: str) -> str:
    """The text in lower case, as long as it was: places in it are places in the text."""
    lowered = written.lower()
    if len(lowered) == len(written):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in written)


@lru_cache(maxsize=32_768)
def _match(codes: CodeList, written: str) -> Reading[str]:
    text = clean(written)
    if not text:
        return Reading(None)
    decided = _decide(codes, tokens_of(text.lower()))
    if isinstance(decided, Match):
        return Reading(decided.code, _said(codes, written, decided))
    if decided is None:
        return Reading(None, (warning("code.unknown", written, list=codes.name),))
    code, ids = decided
    return Reading(None, (warning(code, written, list=codes.name, codes=", ".join(ids)),))


_SAID = {
    How.WITHIN: "code.inferred",
    How.SPELLING: "code.spelling",
    How.UNMARKED: "code.unmarked",
    How.GENERAL: "code.general",
}


def _said(codes: CodeList, written: str, match: Match) -> tuple[Problem, ...]:
    code = _SAID.get(match.how)
    if code is None:
        return ()
    return (warning(code, written, list=codes.name, code=match.code, word=match.words),)


Undecided = tuple[str, tuple[str, ...]]


def _decide(codes: CodeList, tokens: Sequence[str]) -> Match | Undecided | None:
    """The match of a text's words, or why there is none: a finding's code with ids; None for no word of the list."""
    index = index_of(codes)
    known = index.words
    words = [known[token] for token in tokens]
    whole = _whole(index, words)
    if whole is not None:
        return whole
    found = scan(index.tree, words) if words else None
    if not found or not found.mentions:
        return None
    if len(found.mentions) == 1 and not found.turns:
        mention = found.mentions[0]
        if mention.phrase.only and not _is_alone(found, mention):
            return None
        return _only(mention, has_more=bool(found.other_words))
    meant = _meant(codes, found)
    if not codes.several and len(meant) > 1:
        longest = max(len(mention.phrase.text) for mention in meant)
        meant = [mention for mention in meant if len(mention.phrase.text) == longest]
        ids = tuple(sorted({id for mention in meant for id in mention.codes}))  # noqa: A001
        if len(ids) > 1:
            return "code.ambiguous", ids
    meant = _heads(codes, meant)
    return _one(codes, found, meant) if meant else None


def _whole(index: Index, words: Sequence[Word]) -> Match | Undecided | None:
    """The match of a text that is nothing but one phrase, whatever signs are in it."""
    key = " ".join([word[0] for word in words if word[0]])
    ending = index.whole.get(key)
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


def _how(source: int, fit: Fit, count: int) -> How:
    if fit is Fit.SPELLING:
        return How.SPELLING
    # Many words lose their marks and mean nothing else; one syllable can always be another.
    if fit is Fit.UNMARKED and count == 1:
        return How.UNMARKED
    return How.SYNONYM if source else How.LABEL


def _how_within(mention: Mention) -> How:
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
    how = _how_within(mention)
    if has_more and how in _SURE:
        how = How.WITHIN
    return Match(mention.codes[0], how, mention.phrase.text)


_SURE = frozenset({How.LABEL, How.SYNONYM})


def _has_more(found: Scan, meant: Sequence[Mention]) -> bool:
    return bool(found.other_words) or len(found.mentions) > len(meant) or bool(found.turns)


def _meant(codes: CodeList, found: Scan) -> list[Mention]:
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


def _heads(codes: CodeList, mentions: list[Mention]) -> list[Mention]:
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
