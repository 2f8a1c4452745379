"""Only a demonstration tells when something became known; everywhere else it is now."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cotmoc.access.actions.clock import NotAStoryError, moment_of_change
from cotmoc.access.actions.frame import open_revision
from cotmoc.access.actions.storytelling import telling
from cotmoc.access.events import Event
from cotmoc.access.models import Installation, Revision
from tests.cast import CONSOLE

pytestmark = pytest.mark.django_db
BEFORE = timezone.now() - timedelta(days=300)


@pytest.fixture
def demonstration() -> None:
    """An installation that is a demonstration."""
    Installation.objects.update_or_create({"is_demonstration": True}, pk=1)


def changed() -> Revision:
    """A change of what is known."""
    return open_revision(actor=CONSOLE, event=Event.RULE_APPLIED)


def test_telling_a_story_to_a_real_installation_is_refused() -> None:
    with pytest.raises(NotAStoryError), telling(BEFORE):
        changed()
    assert not Revision.objects.exists()


def test_change_of_a_demonstration_is_known_at_the_moment_of_its_story(demonstration: None) -> None:
    with telling(BEFORE):
        assert changed().at == BEFORE
    assert changed().at > BEFORE


def test_story_never_goes_back(demonstration: None) -> None:
    with telling(BEFORE):
        changed()
    with telling(BEFORE - timedelta(days=1)):
        assert changed().at == BEFORE


@pytest.mark.parametrize("told", [timezone.now() + timedelta(days=3)])
def test_story_is_never_in_the_future(demonstration: None, told: datetime) -> None:
    with telling(told):
        assert moment_of_change() < told


def test_moment_of_change_without_a_story_is_now() -> None:
    before = timezone.now()
    assert before <= moment_of_change() <= timezone.now()
