"""What can be found."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The groups of an answer, in the order in which they are shown."""

    PERSON = "person"
    ORGANISATION = "organisation"
    CONVEYANCE = "conveyance"
    INCIDENT = "incident"
    AREA = "area"


class Table(StrEnum):
    """What an index is made of: lines of one table each."""

    PARTY = "party"
    CONVEYANCE = "conveyance"
    INCIDENT = "incident"


#: What the `kind` of an entry of each table means.
KINDS: dict[Table, tuple[Kind, ...]] = {
    Table.PARTY: (Kind.PERSON, Kind.ORGANISATION),
    Table.CONVEYANCE: (Kind.CONVEYANCE,),
    Table.INCIDENT: (Kind.INCIDENT,),
}
