"""Written words become codes, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cotmoc.normalise.codes.deciding import (
    NOT_TAKEN,
    How,
    Match,
    Undecided,
    decide,
    head_mentions,
    how_mentioned,
    meant_mentions,
)
from cotmoc.normalise.codes.forms import tokens_with_places
from cotmoc.normalise.codes.index import index_of
from cotmoc.normalise.codes.offence_reading import decide_offence
from cotmoc.normalise.codes.offences import OFFENCES
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.codes.scanning import scan
from cotmoc.normalise.readings import Problem, Reading, warning
from cotmoc.normalise.text import clean

__all__ = ["Found", "How", "Match", "explain_code", "find_codes", "match_code"]


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
    decided = _decided(codes, text) if text else None
    return decided if isinstance(decided, Match) else None


def find_codes(codes: CodeList, written: str) -> tuple[Found, ...]:
    """Everything of the list that a text speaks of, in order, each with its place in the text.

    What only hides, holds or describes another thing, and what is denied, is left out.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> [(f.code, f.begin, f.end) for f in find_codes(COMMODITIES, "2kg heroin, 500 viên hồng phiến")]
    [('heroin', 4, 10), ('methamphetamine_tablets', 21, 31)]
    """
    index = index_of(codes)
    placed = tokens_with_places(index.plain(_lowered(written)))
    if not placed:
        return ()
    found = scan(index.tree, [index.words[token] for token, _, _ in placed])
    return tuple(
        Found(
            mention.codes,
            how_mentioned(mention),
            mention.phrase.text,
            placed[mention.begin][1],
            placed[mention.end - 1][2],
        )
        for mention in head_mentions(codes, meant_mentions(codes, found))
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
    decided = _decided(codes, text)
    if isinstance(decided, Match):
        return Reading(decided.code, _said(codes, written, decided))
    if decided is None:
        return Reading(None, (warning("code.unknown", written, list=codes.name),))
    code, ids = decided
    if code == NOT_TAKEN:
        return Reading(None, (warning(code, written, refused=ids[0]),))
    return Reading(None, (warning(code, written, list=codes.name, codes=", ".join(ids)),))


def _decided(codes: CodeList, text: str) -> Match | Undecided | None:
    if codes is OFFENCES:
        return decide_offence(text)
    return decide(codes, text.lower())


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
