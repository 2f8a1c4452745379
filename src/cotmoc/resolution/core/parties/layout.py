"""How one party or conveyance lies in memory, and what the outcomes of comparing two of them are called."""

from __future__ import annotations

from typing import Final

#: Comparisons with their levels, from what speaks most for one thing to what speaks most against it.
LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "name": (
        "exact",
        "unmarked",  # the same words, one side without its tone marks
        "order_changed",
        "alias",
        "marks_differ",  # the same letters under other marks
        "middle_missing",
        "phonetic",  # s/x, tr/ch, d/gi/r, l/n, i/y
        "one_edit",
        "middle_differs",
        "given_same",
        "different",
    ),
    "birth": (
        "same_day",
        "swapped",  # day and month changed places
        "same_month",
        "same_year_only",  # one side knows no more than the year, or says 1 January
        "one_digit",
        "same_year",
        "next_year",
        "different",
    ),
    "number": ("same", "transposed", "one_edit", "other_kind", "renewed", "different"),
    "category": ("same", "different"),
    "country": ("same", "different"),
    "area": ("same_area", "same_region", "different"),
}
#: Levels of which each can only speak less for one thing than those before it, whatever the data.
CHAINS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "name": (
        ("exact", "unmarked", "marks_differ", "given_same", "different"),
        ("exact", "middle_missing", "middle_differs", "given_same", "different"),
        ("exact", "order_changed", "different"),
        ("exact", "alias", "different"),
        ("exact", "phonetic", "different"),
        ("exact", "one_edit", "different"),
    ),
    "birth": (
        ("same_day", "swapped", "same_year", "different"),
        ("same_day", "same_month", "same_year_only", "next_year", "different"),
        ("same_day", "one_digit", "different"),
    ),
    "number": (
        ("same", "transposed", "different"),
        ("same", "one_edit", "different"),
        ("same", "other_kind"),
        ("same", "renewed"),
    ),
    "category": (("same", "different"),),
    "country": (("same", "different"),),
    "area": (("same_area", "same_region"), ("same_area", "different")),
}
#: Names that agree as a whole or in part: of such namesakes other chances hold than of any two, since a name tells the
#: sex, runs in a commune and belongs to a generation.
NAMESAKES: Final[dict[str, tuple[str, ...]]] = {
    "whole": ("exact", "unmarked", "order_changed", "marks_differ", "phonetic"),
    "part": ("middle_missing", "one_edit", "middle_differs", "given_same"),
}
#: The roles whose rarity counts when they agree.
ROLES: Final = ("family", "middle", "given", "area", "country")
#: Roles whose values are counted apart among names of which some word is no Vietnamese syllable: foreign family names
#: go with foreign given names, and without middle names.
APART: Final = ("middle", "given")
#: Comparisons in the order in which their levels are packed: level + 1 in four bits each, 0 where nothing compares.
COMPARISONS: Final = tuple(LEVELS)
LEVEL_BITS: Final = 4

# Columns of a row: int64[16], two lines of a processor's cache, so that a pair costs four reads of memory.
MARKED: Final = 0  # hash of the words as written, in order
FOLDED: Final = 1  # hash of the words without marks, in order
SORTED: Final = 2  # hash of the words without marks, whatever their order
PHONETIC: Final = 3  # hash of the words as they sound, whatever their order
FAMILY_GIVEN: Final = 4  # two words' numbers of 32 bits; -1: none
MIDDLE: Final = 5  # number of the middle names together
ALIAS: Final = 6  # SORTED of another name; 0: none
WORDS: Final = 7  # to 9: six numbers of marked words, two in each; -1: none
NUMBER_TEXT: Final = 10  # to 11: sixteen letters and digits of document or registration
NUMBER: Final = 12  # its hash; 0: none
BIRTH: Final = 13  # year * 10000 + month * 100 + day; 0 where unknown
AREA_REGION: Final = 14  # two numbers of 32 bits; 0: none
FACTS: Final = 15  # see the shifts
WIDTH: Final = 16

# Within FACTS.
COUNT_SHIFT: Final = 0  # words, 4 bits
LENGTH_SHIFT: Final = 4  # of the number, 5 bits
NUMBER_KIND_SHIFT: Final = 9  # 4 bits
CATEGORY_SHIFT: Final = 13  # 8 bits; 0: none
COUNTRY_SHIFT: Final = 21  # 16 bits; 0: none
ORGANISATION_SHIFT: Final = 37  # 1 bit
BARE_SHIFT: Final = 38  # a bit per word that bears no mark
FAMILY_SHIFT: Final = 44  # 1 bit: the first word is a family name
FOREIGN_SHIFT: Final = 45  # 1 bit: some word is no Vietnamese syllable

MOST_WORDS: Final = 6
LONGEST_WORD: Final = 16
LONGEST_NUMBER: Final = 16
# Kinds of numbers, told by their form: numbers of different kinds say nothing about each other.
CITIZEN: Final = 1  # twelve digits
OLD_IDENTITY: Final = 2  # nine digits
PASSPORT: Final = 3  # a letter or two, then digits: renewed with another number
OTHER_NUMBER: Final = 4


def level_code(comparison: str, level: str) -> int:
    """The place of a level in its comparison. Raises `ValueError` for an unknown one.

    >>> level_code("birth", "swapped")
    1
    """
    return LEVELS[comparison].index(level)


def unpacked(packed: int) -> dict[str, str]:
    """The levels of one pair by comparison; what could not be compared is left out.

    >>> unpacked(0x000021)
    {'name': 'exact', 'birth': 'swapped'}
    """
    found = {}
    for place, comparison in enumerate(COMPARISONS):
        code = (packed >> (LEVEL_BITS * place)) & 0xF
        if code:
            found[comparison] = LEVELS[comparison][code - 1]
    return found
