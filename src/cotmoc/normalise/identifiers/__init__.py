"""Numbers that stand for persons, bodies, conveyances, boxes and papers: found, checked, and compared."""

from cotmoc.normalise.identifiers.doubts import Doubt, one_digit_away, valid_alternatives
from cotmoc.normalise.identifiers.keys import document_key, registration_key
from cotmoc.normalise.identifiers.machine_readable import MachineReadable, read_machine_readable
from cotmoc.normalise.identifiers.reading import masked, read_identifier
from cotmoc.normalise.identifiers.value import (
    DOCUMENTS,
    HINTS,
    REGISTRATIONS,
    VESSELS,
    Identifier,
    Kind,
    Validity,
)

__all__ = [
    "DOCUMENTS",
    "HINTS",
    "REGISTRATIONS",
    "VESSELS",
    "Doubt",
    "Identifier",
    "Kind",
    "MachineReadable",
    "Validity",
    "document_key",
    "masked",
    "one_digit_away",
    "read_identifier",
    "read_machine_readable",
    "registration_key",
    "valid_alternatives",
]
