"""What the passes of matching go by, and what the last of them counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from cotmoc.records.models import MatchingRun
from cotmoc.records.queries.clusters import clusters
from cotmoc.records.queries.comparing import columns_of_everything
from cotmoc.records.queries.due import records_due
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import (
    CONVEYANCE,
    PARTY,
    Resolvable,
    everything_resolvable,
    records_by_number,
)
from cotmoc.records.queries.weights import incident_weights_in_use, weights_in_use
from cotmoc.resolution.core.clustering import Verdict, standing
from cotmoc.resolution.core.features import IncidentFeatures, build_features
from cotmoc.resolution.core.matching import Matches, MatchSettings, Standing, Steps, find_matches
from cotmoc.resolution.core.parties.beside import SAME_CONVEYANCE, SAME_INCIDENT, Shared
from cotmoc.resolution.core.parties.joining import PartySettings, party_matches
from cotmoc.resolution.core.parties.wider import WIDER
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.sorts import SORTS_OF, Line, SortedLines
from cotmoc.resolution.core.surveys import Cell, LargeBlocks, survey_as_json, survey_from_json
from cotmoc.resolution.queries.ledger import ledger_at
from cotmoc.resolution.queries.thresholds import line_of

Lines = Mapping[str, Line]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pairs there were at each weight when everything of a kind was last compared.

    `due`: how many records have changed since; `large` blocks were not compared in full.
    """

    survey: Mapping[str, Sequence[Cell]]
    large: tuple[LargeBlocks, ...]
    records: int
    at: datetime
    due: int


def lines_in_use(kind: str) -> dict[str, Line]:
    """The thresholds that hold, by sort of the kind."""
    return {sort: line_of(sort) for sort in SORTS_OF[kind]}


def incident_settings(lines: Lines | None = None, *, strict: bool = False) -> MatchSettings:
    """What a pass over incidents goes by; `strict`: joins that fall short by anything lapse.

    Raises `BadWeightsError` for trained weights that cannot be right.
    """
    scorer = WeightScorer(incident_weights_in_use())
    settings = MatchSettings(scorer=scorer).with_line((lines or lines_in_use(KIND))[KIND])
    return settings.without_slack() if strict else settings


def sorted_lines(kind: str, known: Resolvable, lines: Lines | None = None) -> SortedLines:
    """The thresholds of everything known of a kind, row by row."""
    chosen = lines or lines_in_use(kind)
    names = SORTS_OF[kind]
    return SortedLines(names, known.sorts, tuple(chosen[name] for name in names))


def standing_ledger(kind: str) -> Standing:
    """What counts now of all that was judged of a kind."""
    rows = standing(ledger_at(kind))
    strict = standing(ledger_at(kind, without=WIDER)) if kind == PARTY else rows
    return Standing(
        rows.left,
        rows.right,
        rows.by_person,
        rows.verdict == Verdict.SAME,
        rows.verdict == Verdict.DIFFERENT,
        ~np.isin(rows.sequence, strict.sequence),
    )


def compare_incidents(
    settings: MatchSettings,
    concerned: set[int] | None = None,
    steps_of: Callable[[IncidentFeatures], Steps] | None = None,
) -> tuple[set[int], Matches]:
    """The numbers of all standing records, and what comparing those concerned (None: all) with all gives.

    Nothing is written to the database. `steps_of` gives what keeps the steps of this very pass.
    """
    features = build_features(columns_of_everything())
    rows = rows_concerned(features, concerned)
    steps = steps_of(features) if steps_of else None
    matches = find_matches(features, rows, standing_ledger(KIND), settings, steps)
    return set(features.numbers.tolist()), matches


def rows_concerned(features: IncidentFeatures, concerned: set[int] | None) -> IntArray:
    """The rows of the records concerned; of all for None."""
    if concerned is None:
        return np.arange(len(features), dtype=np.int64)
    wanted = np.fromiter(concerned, dtype=np.int64)
    return np.flatnonzero(np.isin(features.numbers, wanted)).astype(np.int64)


def compare_parties(
    kind: str, settings: PartySettings, lines: Lines | None = None
) -> tuple[int, Matches]:
    """How many parties or conveyances stand, and what comparing all of them gives; nothing is written.

    `lines` other thresholds than those that hold. Raises `BadModelError` for trained weights that cannot be right.
    """
    known = everything_resolvable(kind)
    chosen = replace(settings, lines=sorted_lines(kind, known, lines))
    matches = party_matches(
        known.columns,
        known.records,
        weights_in_use(kind),
        standing_ledger(kind),
        chosen,
        shared_by_records(kind),
    )
    return len(known.columns), matches


def shared_by_records(kind: str) -> tuple[Shared, ...]:
    """What records share that says who their persons are: the incident that they are, their vehicles and vessels.

    Nothing for conveyances, which are known by themselves.
    """
    if kind != PARTY:
        return ()
    incidents, conveyances = clusters(), clusters(kind=CONVEYANCE)
    numbers = conveyances.record.tolist()
    stating = records_by_number(CONVEYANCE, numbers)
    records = np.fromiter((stating[number] for number in numbers), dtype=np.int64)
    return (
        Shared(SAME_INCIDENT, incidents.record, incidents.entity),
        Shared(SAME_CONVEYANCE, records, conveyances.entity),
    )


def counts_of(matches: Matches) -> dict[str, object]:
    """What a pass over everything counted, as it is kept with the run."""
    return {
        "survey": survey_as_json(matches.survey),
        "large": [[each.rule, each.blocks, each.largest] for each in matches.large],
    }


def last_counted(kind: str) -> Counted | None:
    """What the last pass over everything of a kind counted; None before the first."""
    runs = MatchingRun.objects.filter(kind=kind, counts__has_key="survey").order_by("-pk")
    run = runs.first()
    if run is None:
        return None
    large = tuple(LargeBlocks(str(r), int(b), int(n)) for r, b, n in run.counts.get("large", ()))
    return Counted(
        survey=survey_from_json(run.counts["survey"]),
        large=large,
        records=int(run.counts.get("records", 0)),
        at=run.at,
        due=len(records_due(kind)),
    )
