"""The words of a code list in a tree, by which the longest phrase at any place of a text is found in a few steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from cotmoc.normalise.codes.forms import Kind, form_of, kind_of, tokens_of
from cotmoc.normalise.codes.registry import CodeList, divided, packaged
from cotmoc.normalise.text import fold

#: A node of the tree: the nodes after it by the next bare word, and under END the `Ending` of the words so far.
Node = dict[str, Any]
END = " "
# Shorter words are too near to others to be corrected, or to decide anywhere but at the head of a text.
_LONG, _SHORT = 6, 5
_MOST_WORDS = 200_000
_MOST_JOINED = 3


#: Kinds of offences that the catalogue does not hold, by the role of their words.
REFUSALS = ("freedom", "drug_use")


class Role(IntEnum):
    """What the words of a phrase do in a text."""

    NAMES = 0
    NOISE = 1
    UNIT = 2
    INSIDE = 3
    REVEALS = 4
    NOT = 5
    AND = 6
    DECOY = 7
    REFUSED = 8


class Fit(IntEnum):
    """How well the words of a text agree with a phrase: the same, without its marks, or misspelt."""

    SAME = 0
    UNMARKED = 1
    SPELLING = 2


class Phrase(NamedTuple):
    """A phrase of a list or of the words around its things.

    `source` tells where it stands: the label of a code (0), its synonym (1). `only` counts where nothing else is
    written of a thing; `weak` gives way. `short` is one short syllable, which decides at the head of a text only.
    """

    id: str
    role: Role
    marked: tuple[str, ...]
    source: int
    only: bool
    weak: bool
    short: bool
    has_marks: bool
    text: str


class Word(NamedTuple):
    """A word of a text: its form ("" for a sign), whether it had to be corrected to be one of the list, its kind."""

    bare: str
    marked: str
    has_marks: bool
    corrected: bool
    kind: Kind


class Choice(NamedTuple):
    """What a run of words stands for: the first of its phrases, all ids they name, and how well they fit."""

    phrase: Phrase
    role: Role
    codes: tuple[str, ...]
    fit: Fit


class Hit(NamedTuple):
    """What a run of words stands for, by its place: at the head of a part or not, and ending the part or not.

    Of words that name a thing and also count or describe one ("bánh"), the name counts where they end a part.
    """

    head_last: Choice | None
    head: Choice | None
    last: Choice | None
    inner: Choice | None


def hit_of(phrases: Sequence[Phrase], fit: Fit) -> Hit | None:
    """The hit of phrases that fit equally well; None for no phrases."""
    if not phrases:
        return None
    names = [phrase for phrase in phrases if phrase.role is Role.NAMES]
    roles = [phrase for phrase in phrases if phrase.role is not Role.NAMES]
    long = [phrase for phrase in names if not phrase.short]
    return Hit(
        _choice(names or roles, fit),
        _choice(roles or names, fit),
        _choice(long or roles, fit),
        _choice(roles or long, fit),
    )


def _choice(phrases: Sequence[Phrase], fit: Fit) -> Choice | None:
    if not phrases:
        return None
    ids = tuple(sorted({phrase.id for phrase in phrases}))
    return Choice(phrases[0], phrases[0].role, ids, fit)


class Ending:
    """The phrases of one run of bare words, and what they stand for with all of their marks, and with none."""

    __slots__ = ("by_marks", "phrases", "unmarked")

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self.unmarked: Hit | None = None
        self.by_marks: dict[tuple[str, ...], Hit | None] = {}

    def add(self, phrase: Phrase) -> None:
        """Takes one more phrase in."""
        self.phrases.append(phrase)
        # Written without marks by itself, a word has lost none.
        plain = [other for other in self.phrases if not other.has_marks]
        is_plain = {other.id for other in plain} == {other.id for other in self.phrases}
        self.unmarked = hit_of(
            plain if is_plain else self.phrases, Fit.SAME if is_plain else Fit.UNMARKED
        )
        alike = [other for other in self.phrases if other.marked == phrase.marked]
        self.by_marks[phrase.marked] = hit_of(alike, Fit.SAME)


_NUMBER, _WORD = Kind.NUMBER, Kind.WORD
# Any number that stands in no phrase.
_A_NUMBER = Word("0", "0", False, False, Kind.NUMBER)


class Words(dict[str, Word]):
    """The words met so far, by how they are written in lower case."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, token: str) -> Word:
        kind = kind_of(token)
        if kind is _NUMBER:  # there is no end of them
            return Word(token, token, False, False, kind) if self._index.knows(token) else _A_NUMBER
        if len(self) > _MOST_WORDS:
            self.clear()
        word = self._index.word(token) if kind is _WORD else Word("", "", False, False, kind)
        self[token] = word
        return word


class Index:
    """The tree of a list's phrases, and the words met so far."""

    def __init__(self) -> None:
        self.tree: Node = {}
        self.whole: dict[str, Ending] = {}
        self.words = Words(self)
        self._known: set[str] = set()
        self.passed: re.Pattern[str] | None = None
        self._alone: dict[str, str] = {}
        self._without_a_letter: dict[str, set[str]] = {}

    def words_of(self, lowered: str) -> list[Word]:
        """The words of a text in lower case, without those that the list passes over."""
        known = self.words
        return [known[token] for token in tokens_of(self.plain(lowered))]

    def knows(self, bare: str) -> bool:
        """True for a word, without marks, of any phrase of the list."""
        return bare in self._known

    def plain(self, lowered: str) -> str:
        """The text with blanks for the words that the list passes over: places in it stay what they are."""
        if self.passed is None:
            return lowered
        return self.passed.sub(lambda found: " " * len(found.group()), lowered)

    def word(self, token: str) -> Word:
        """The word of a token: as written, without an English ending, or as it should be spelt."""
        form = form_of(token)
        bare, corrected = form.bare, ""
        if bare in self._known or len(bare) < _SHORT or not token.isascii():
            return Word(*form, False, Kind.WORD)
        for ending in ("s", "es"):
            if bare.endswith(ending) and bare.removesuffix(ending) in self._known:
                bare = bare.removesuffix(ending)
                return Word(bare, bare, False, False, Kind.WORD)
        corrected = self._corrected(bare)
        return Word(corrected or bare, corrected or bare, False, bool(corrected), Kind.WORD)

    def _corrected(self, bare: str) -> str:
        """The long word of the list that is one edit off; "" for none, or for several that mean different things."""
        if len(bare) < _LONG or not bare.isalpha():
            return ""
        near = set(self._without_a_letter.get(bare, ()))
        for shorter in _shorter(bare):
            if shorter in self._known and len(shorter) >= _LONG:
                near.add(shorter)
            near |= self._without_a_letter.get(shorter, set())
        near = {word for word in near if _is_one_edit(bare, word)}
        meant = {self._alone.get(word, word) for word in near}
        return min(near) if len(meant) == 1 else ""

    def add(self, phrase: Phrase, bare: tuple[str, ...]) -> None:
        """Puts a phrase into the tree; of a few words also as they are written together."""
        self._put(phrase, bare)
        joined = "".join(bare)
        is_name = phrase.role is Role.NAMES
        if is_name and 1 < len(bare) <= _MOST_JOINED and len(joined) >= _LONG:
            self._put(phrase._replace(marked=(joined,), has_marks=False), (joined,))
        if is_name and len(bare) == 1:
            self._alone[bare[0]] = phrase.id
        if is_name:
            self.whole.setdefault(" ".join(bare), Ending()).add(phrase)

    def _put(self, phrase: Phrase, bare: tuple[str, ...]) -> None:
        node = self.tree
        for word in bare:
            if word not in self._known:
                self._learn(word)
            node = node.setdefault(word, {})
        node.setdefault(END, Ending()).add(phrase)

    def _learn(self, word: str) -> None:
        self._known.add(word)
        if len(word) >= _LONG and word.isascii() and word.isalpha():
            for shorter in _shorter(word):
                self._without_a_letter.setdefault(shorter, set()).add(word)


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_one_edit(one: str, other: str) -> bool:
    """True for words that differ by one letter more, less, other, or by two that changed places."""
    if len(one) == len(other):
        differ = [at for at in range(len(one)) if one[at] != other[at]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            first, second = differ
            return one[first] == other[second] and one[second] == other[first]
        return len(differ) == 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and shorter in _shorter(longer)


@lru_cache(maxsize=32)
def index_of(codes: CodeList) -> Index:
    """The index of a list, built once."""
    index = Index()
    rows = [row for row in packaged("words.tsv") if row["list"] in {"all", codes.name}]
    passed = [word for row in rows if row["role"] == "passed" for word in divided(row["words"])]
    index.passed = _any_of(passed) if passed else None
    for row in rows:
        for text in divided(row["words"]) if row["role"] != "passed" else ():
            role = Role.REFUSED if row["role"] in REFUSALS else Role[row["role"].upper()]
            _add(index, row["role"] if role is Role.REFUSED else "", text, role, 1)
    for code in codes:
        # "Other" and "not known" say something only where nothing else is said.
        only = codes.several and code.id in {codes.unknown, "other"}
        for text in (code.label_vi, code.label_en, code.id.replace("_", " ")):
            _add(index, code.id, f"={text}" if only else text, Role.NAMES, 0)
        for text in code.synonyms:
            _add(index, code.id, f"={text}" if only else text, Role.NAMES, 1)
    return index


def _any_of(words: list[str]) -> re.Pattern[str]:
    """What finds any of the words, with their marks or without."""
    spelt = {*words, *(fold(word) for word in words)}
    longest_first = sorted(spelt, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _add(index: Index, id: str, text: str, role: Role, source: int) -> None:  # noqa: A002
    name = text.lstrip("=~")
    tokens = tokens_of(index.plain(name.lower()))
    forms = [form_of(token) for token in tokens if token[0].isalnum()]
    if not forms:
        return
    bare = tuple(form.bare for form in forms)
    index.add(
        Phrase(
            id=id,
            role=role,
            marked=tuple(form.marked for form in forms),
            source=source,
            only=text.startswith("="),
            weak=text.startswith("~"),
            short=len(forms) == 1 and len(bare[0]) < _SHORT and role is Role.NAMES,
            has_marks=any(form.has_marks for form in forms),
            text=name,
        ),
        bare,
    )
