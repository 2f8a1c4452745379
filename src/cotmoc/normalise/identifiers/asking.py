"""A question about a number, and what may answer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from cotmoc.normalise.identifiers.value import HINTS, Identifier, Kind, Validity

LATEST_YEAR = 2099


class Question(NamedTuple):
    """What is this number? `number` is upper case without separators, `text` as written, without the words around.

    The kinds asked for, the hint they come from, the country of the holder (ISO code, "" = not known), and today.
    """

    number: str
    text: str
    kinds: frozenset[Kind]
    hint: str = ""
    country: str = ""
    today: date | None = None

    @property
    def latest(self) -> int:
        """The latest year of a birth."""
        return self.today.year if self.today else LATEST_YEAR


class Answer(NamedTuple):
    """A reading of the number, and the repair it needed: the code of its finding behind `identifier.`, "" for none."""

    identifier: Identifier
    repair: str = ""

    @property
    def holds(self) -> bool:
        """True for a number that can exist."""
        return self.identifier.validity is not Validity.IMPOSSIBLE


Read = Callable[[Question], Answer | None]


class Form(NamedTuple):
    """A form of numbers: how one is read, the kinds it can give, and the hints without which it is not asked."""

    read: Read
    kinds: tuple[Kind, ...]
    only_said: tuple[str, ...] = ()


class Forms:
    """Forms that are asked together, by the hint; laid out once, since every number asks."""

    def __init__(self, *forms: Form) -> None:
        self._by_hint = {
            hint: tuple(
                form.read
                for form in forms
                if kinds.intersection(form.kinds) and (not form.only_said or hint in form.only_said)
            )
            for hint, kinds in HINTS.items()
        }

    def answers(self, question: Question) -> list[Answer]:
        """What they make of the number, of the kinds that were asked for."""
        kinds, found = question.kinds, []
        for read in self._by_hint[question.hint]:
            answer = read(question)
            if answer is not None and answer.identifier.kind in kinds:
                found.append(answer)
        return found
