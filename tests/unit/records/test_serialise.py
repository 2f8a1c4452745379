"""Drafts survive the way through JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    Draft,
    IncidentDraft,
    InformationDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    ReturnDraft,
    SeizureDraft,
)
from cotmoc.records.core.serialise import (
    DraftFormatError,
    canonical_json,
    from_json,
    to_json,
)

texts = st.text(max_size=12)
codes = st.none() | texts
amounts = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
degrees = st.none() | st.floats(-180, 180)
moments = st.none() | st.builds(
    Moment,
    st.dates(),
    st.sampled_from(Precision),
    st.none() | st.integers(0, 1439),
    st.none() | st.dates(),
)
words = st.dictionaries(texts, texts, max_size=3)
places = st.builds(PlaceDraft, texts, codes, degrees, degrees, texts)
parties = st.builds(PartyDraft, role=texts, name=texts, birth=moments, heads=st.integers(1, 99))
conveyances = st.builds(ConveyanceDraft, kind=texts, registration=texts, pieces=st.integers(1, 9))
seizures = st.builds(
    SeizureDraft,
    commodity=codes,
    commodity_written=texts,
    measure=codes,
    amount=amounts,
    value_vnd=st.none() | st.integers(0),
    bound=st.sampled_from(("exact", "about", "range")),
    most=amounts,
    beside=st.dictionaries(texts, st.decimals(allow_nan=False, allow_infinity=False), max_size=2),
)
outcomes = st.builds(OutcomeDraft, texts, texts, st.none() | st.integers(0), st.none() | st.just(0))
incidents = st.builds(
    IncidentDraft,
    occurred=moments,
    place=places,
    offence=codes,
    narrative=texts,
    partner_agencies=st.lists(texts, max_size=2).map(tuple),
    parties=st.lists(parties, max_size=2).map(tuple),
    conveyances=st.lists(conveyances, max_size=2).map(tuple),
    seizures=st.lists(seizures, max_size=2).map(tuple),
    outcomes=st.lists(outcomes, max_size=2).map(tuple),
    extra=words,
)
returns = st.builds(
    ReturnDraft, texts, moments, place=places, amount=amounts, measure=codes, dimensions=words
)
information = st.builds(InformationDraft, moments, texts, text=texts, place=places)


@given(incidents | returns | information)
def test_draft_through_json_text_is_equal(draft: Draft) -> None:
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


@given(returns)
def test_canonical_text_of_equal_drafts_is_equal(draft: ReturnDraft) -> None:
    again = from_json(json.loads(canonical_json(to_json(draft))))
    assert again == draft
    assert canonical_json(to_json(again)) == canonical_json(to_json(draft))


def test_canonical_text_with_trailing_zeros_is_the_same_number() -> None:
    written = [ReturnDraft("events", None, amount=Decimal(text)) for text in ("1.50", "1.5")]
    assert to_json(written[0]) == to_json(written[1])


@pytest.mark.parametrize(
    ("amount", "text"),
    [("100", "100"), ("1E+2", "100"), ("0.10", "0.1"), ("-0.0", "0"), ("1E+500", "1E+500")],
)
def test_amount_is_written_in_its_shortest_form(amount: str, text: str) -> None:
    assert to_json(ReturnDraft("events", None, amount=Decimal(amount)))["amount"] == text


def test_canonical_text_keeps_the_files_own_words() -> None:
    draft = ReturnDraft("events", None, dimensions={"amount": "1.50 kg"})
    assert '"1.50 kg"' in canonical_json(to_json(draft))


def test_defaults_are_not_written() -> None:
    stored = to_json(IncidentDraft(Moment(date(2025, 7, 1))))
    assert stored == {
        "draft": "incident",
        "occurred": {"start": "2025-07-01", "precision": "day"},
    }


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"draft": "rumour"},
        {"draft": "incident"},
        {"draft": "return", "indicator": "x", "no": 1},
    ],
)
def test_anything_else_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(DraftFormatError):
        from_json(stored)
