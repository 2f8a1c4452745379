"""Names of persons and organisations: read, cleaned, taken apart, and folded for comparison."""

from cotmoc.normalise.names.keys import name_key, party_kind
from cotmoc.normalise.names.lists import is_family
from cotmoc.normalise.names.reading import looks_like_name, read_name, read_names
from cotmoc.normalise.names.values import OrganisationName, PersonName, Tradition

__all__ = [
    "OrganisationName",
    "PersonName",
    "Tradition",
    "is_family",
    "looks_like_name",
    "name_key",
    "party_kind",
    "read_name",
    "read_names",
]
