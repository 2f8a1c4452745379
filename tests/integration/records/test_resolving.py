"""The same persons, vehicles and vessels across records: joined, proposed, taken back, and never against people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_everything, match_parties
from cotmoc.records.actions.training import train_thing_weights
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.models import PartyStatement
from cotmoc.records.queries.due import is_matching_due
from cotmoc.records.queries.resolvable import everything_resolvable
from cotmoc.records.queries.weights import trained_path
from cotmoc.resolution.actions.judging import judge_pair, undo_judgement
from cotmoc.resolution.core.parties.model import BadModelError
from cotmoc.resolution.models import Decision, Judgement
from cotmoc.resolution.queries.entities import memberships
from cotmoc.resolution.queries.proposals import open_proposals
from tests.cast import CONSOLE, Cast
from tests.integration.records_cast import incident, record, record_id, take_in

pytestmark = pytest.mark.django_db

BORN = Moment(date(1985, 3, 12))


def person(name: str = "Nguyễn Văn Đức", **known: Any) -> PartyDraft:
    return PartyDraft("suspect", name=name, birth=known.pop("birth", BORN), sex="male", **known)


def tell(cast: Cast, *parties: PartyDraft, key: str, agency: str = "alpha") -> int:
    """A record with these parties; its id."""
    actor = cast.alpha_analyst if agency == "alpha" else cast.bravo_analyst
    take_in(actor, [record(key, incident(parties=parties))])
    return record_id(key, agency)


def groups(kind: str = "party") -> list[list[int]]:
    """The records (ids) of each entity of several."""
    known = everything_resolvable(kind)
    record_of = dict(zip(known.columns.numbers.tolist(), known.records.tolist(), strict=True))
    found = memberships(kind)
    entities: dict[int, list[int]] = {}
    for member, entity in zip(
        found.record_numbers.tolist(), found.entity_numbers.tolist(), strict=True
    ):
        entities.setdefault(entity, []).append(record_of[member])
    return [sorted(each) for each in entities.values()]


def test_one_person_of_one_number_is_joined_across_agencies(cast: Cast) -> None:
    one = tell(cast, person(identity_number="022085001234"), key="1")
    other = tell(
        cast, person("Nguyen Van Duc", identity_number="022 085 001234"), key="9", agency="bravo"
    )
    report = match_parties(actor=CONSOLE, kind="party")
    assert (report.records, report.joined) == (2, 1)
    assert groups() == [[one, other]]


def test_persons_who_share_a_name_and_a_year_are_left_to_people(cast: Cast) -> None:
    year = Moment(date(1985, 1, 1), Precision.YEAR)
    tell(cast, person("Lý Kim Thoa", birth=year), key="1")
    tell(cast, person("Lý Kim Thoa", birth=year), key="9", agency="bravo")
    report = match_parties(actor=CONSOLE, kind="party")
    assert report.joined == 0
    assert len(open_proposals(kind="party")) == 1


def test_two_of_one_record_are_two(cast: Cast) -> None:
    tell(cast, person(), person(), key="1")
    report = match_parties(actor=CONSOLE, kind="party")
    assert (report.records, report.joined, report.proposed) == (2, 0, 0)


def test_comparing_again_changes_nothing(cast: Cast) -> None:
    tell(cast, person(identity_number="022085001234"), key="1")
    tell(cast, person(identity_number="022085001234"), key="9", agency="bravo")
    match_parties(actor=CONSOLE, kind="party")
    before = latest_revision(), Judgement.objects.count()
    assert match_parties(actor=CONSOLE, kind="party").records == 0
    again = match_parties(actor=CONSOLE, kind="party", everything=True)
    assert (again.joined, again.lapsed) == (0, 0)
    assert (latest_revision(), Judgement.objects.count()) == before


def test_a_corrected_number_takes_the_join_back(cast: Cast) -> None:
    tell(cast, person(identity_number="022085001234"), key="1")
    tell(cast, person(birth=None, identity_number="022085001234"), key="9", agency="bravo")
    match_parties(actor=CONSOLE, kind="party")
    tell(cast, person(birth=None, identity_number="001185777777"), key="9", agency="bravo")
    report = match_parties(actor=CONSOLE, kind="party")
    assert report.lapsed == 1
    assert groups() == []


def test_a_party_keeps_its_number_when_another_of_its_record_is_corrected(cast: Cast) -> None:
    tell(cast, person(), person("Lê Thị Lan"), key="1")
    before = everything_resolvable("party").columns.numbers.tolist()
    tell(cast, person("Lê Thị Lam"), person(), key="1")
    after = everything_resolvable("party").columns.numbers.tolist()
    assert before[0] in after
    assert before[1] not in after
    assert PartyStatement.objects.count() == 4


def test_different_by_a_person_is_never_joined_again_and_undone_by_one_row(cast: Cast) -> None:
    tell(cast, person(identity_number="022085001234"), key="1")
    tell(cast, person(identity_number="022085001234"), key="9", agency="bravo")
    match_parties(actor=CONSOLE, kind="party")
    left, right = (f"party:{n}" for n in everything_resolvable("party").columns.numbers.tolist())
    judged = judge_pair(
        actor=cast.alpha_analyst, left=left, right=right, decision=Decision.DIFFERENT
    )
    assert groups() == []
    match_parties(actor=CONSOLE, kind="party", everything=True)
    assert groups() == []
    undo_judgement(actor=cast.alpha_analyst, judgement=judged.pk)
    assert len(groups()) == 1


def test_a_vehicle_is_known_again_by_its_plate(cast: Cast) -> None:
    for key, plate in (("1", "14C-123.45"), ("2", "14C 12345"), ("3", "29H-777.77")):
        moved = ConveyanceDraft("truck", registration=plate)
        take_in(cast.alpha_analyst, [record(key, incident(conveyances=(moved,)))])
    report = match_parties(actor=CONSOLE, kind="conveyance")
    assert (report.records, report.joined) == (3, 1)
    assert groups("conveyance") == [[record_id("1"), record_id("2")]]


def test_unnamed_and_counted_persons_are_nobody(cast: Cast) -> None:
    tell(cast, PartyDraft("suspect", heads=4), PartyDraft("suspect"), key="1")
    assert len(everything_resolvable("party").columns) == 0
    assert match_parties(actor=CONSOLE, kind="party").records == 0


def test_parties_are_due_though_incidents_were_compared(cast: Cast) -> None:
    tell(cast, person(), key="1")
    match_incidents(actor=CONSOLE)
    assert is_matching_due()
    match_everything(actor=CONSOLE)
    assert not is_matching_due()


def test_weights_trained_on_too_little_are_refused_and_not_kept(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    tell(cast, person(), person("Lê Thị Lan"), key="1")
    with pytest.raises(BadModelError):
        train_thing_weights(actor=CONSOLE, kind="party")
    assert not trained_path("party").exists()
