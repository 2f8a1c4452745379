"""Tables of the system of record. Nothing is overwritten: versions and statements are append-only by trigger."""

from cotmoc.records.models.matching import MatchingRun
from cotmoc.records.models.sources import (
    Batch,
    Handling,
    RecordKind,
    ReportingDuty,
    SourceRecord,
    SourceVersion,
)
from cotmoc.records.models.statements import (
    ConveyanceStatement,
    IncidentStatement,
    InformationStatement,
    OutcomeStatement,
    PartyStatement,
    ReturnStatement,
    SeizureStatement,
)

__all__ = [
    "Batch",
    "ConveyanceStatement",
    "Handling",
    "IncidentStatement",
    "InformationStatement",
    "MatchingRun",
    "OutcomeStatement",
    "PartyStatement",
    "RecordKind",
    "ReportingDuty",
    "ReturnStatement",
    "SeizureStatement",
    "SourceRecord",
    "SourceVersion",
]
