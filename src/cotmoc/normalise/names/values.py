"""What a name is when it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tradition(StrEnum):
    """How a name is put together. It says where the family name stands, and nothing about its bearer."""

    FAMILY_FIRST = "family_first"  # Vietnamese of any people, Khmer, Korean
    CHINESE = "chinese"  # family first, in pinyin or characters
    GIVEN_FIRST = "given_first"  # Lao, Thai, Western, some of the highlands


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of one person.

    - `full`: cleaned, in the order and the case in which it is shown; never longer in meaning than what was written.
    - `family`, `middle`, `given`: its parts as in `full`; empty: not written, or not to be told.
    - `aliases`: other names written beside it, cleaned.
    - `tradition`: how the parts were told.
    - `unmarked`: True when it is Vietnamese without its tone and vowel marks, which are not invented: what it is
      compared with must drop its marks too.
    - `initials`: True when parts are letters only ("N.V.A", "Nguyễn Văn T").
    - `birth_year`, `birth_written`: the year of birth and the date as written beside the name; None, "": none.
    - `document`: the number of an identity document written beside it, as written.
    - `beside`: what else stood beside the name and is no part of it, with the document.
    - `changes`: stable codes of what differs from the written form, in the order of `CHANGES`.
    """

    full: str
    family: str = ""
    middle: str = ""
    given: str = ""
    aliases: tuple[str, ...] = ()
    tradition: Tradition = Tradition.FAMILY_FIRST
    unmarked: bool = False
    initials: bool = False
    birth_year: int | None = None
    birth_written: str = ""
    beside: str = ""
    changes: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The name of one organisation.

    - `full`: cleaned, with its legal form written out as usual, in the case in which it is shown.
    - `legal_form`: a stable code ("tnhh", "co_phan", "htx", "ltd" …, see data/legal_forms.tsv).
    - `activity`: what it says about its trade ("Thương mại và Dịch vụ"); empty: nothing.
    - `core`: the distinctive rest, never empty.
    - `branch`: of which place, when it is a branch.
    - `unmarked`, `beside`, `changes`: as in `PersonName`.
    """

    full: str
    legal_form: str
    core: str
    activity: str = ""
    branch: str = ""
    unmarked: bool = False
    beside: str = ""
    changes: tuple[str, ...] = ()


Name = PersonName | OrganisationName

# Every code of `changes`, in the order in which they are told.
CHANGES = (
    "font",  # an old font or a wrong code page was put into Unicode
    "typing",  # Telex or VNI keys that were left in the text were carried out
    "cleaned",  # blanks, numbering, quotation marks, invisible characters
    "tone_place",  # a tone mark was moved to its usual letter
    "case",  # capitals or small letters
    "title",  # forms of address, roles and labels before it were left out
    "alias",  # other names were taken out
    "birth",  # a date of birth was taken out
    "beside",  # other words beside it were taken out
    "order",  # the parts were put into the usual order
    "legal_form",  # a legal form was written out
)
