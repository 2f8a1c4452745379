"""Every action has an audit event type, and every event type belongs to something that is done."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cotmoc
from cotmoc.access.events import Event

SOURCES = Path(cotmoc.__file__).parent

# What actions are made of: these take the actor of the action that calls them.
BUILDING_BLOCKS = frozenset(
    {
        "cotmoc.access.actions.frame.record_event",
        "cotmoc.access.actions.frame.open_revision",
        "cotmoc.access.actions.areas.record_areas_event",
        "cotmoc.ingest.actions.locking.hold_upload",
    }
)


def action_modules() -> list[str]:
    found = pkgutil.walk_packages(cotmoc.__path__, "cotmoc.")
    return [module.name for module in found if "actions" in module.name.split(".")]


def actions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of an actions module that takes an actor."""
    for name in action_modules():
        for function in vars(importlib.import_module(name)).values():
            if not inspect.isfunction(function) or function.__module__ != name:
                continue
            full_name = f"{name}.{function.__name__}"
            public = not function.__name__.startswith("_") and full_name not in BUILDING_BLOCKS
            if public and "actor" in inspect.signature(function).parameters:
                yield full_name, function


ACTIONS = dict(actions())


def test_there_are_actions() -> None:
    assert len(ACTIONS) > 10


@pytest.mark.parametrize("name", ACTIONS)
def test_action_has_an_audit_event_type(name: str) -> None:
    # Packages below access cannot name the event type; theirs is its value.
    assert getattr(ACTIONS[name], "event", None) in frozenset(Event)


@pytest.mark.parametrize("name", ACTIONS)
def test_action_takes_everything_by_keyword(name: str) -> None:
    parameters = inspect.signature(ACTIONS[name]).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("event", Event, ids=str)
def test_event_type_is_used(event: Event) -> None:
    used = (f"Event.{event.name}", f'"{event.value}"')
    texts = (p.read_text(encoding="utf-8") for p in SOURCES.rglob("*.py") if p.name != "events.py")
    assert any(name in text for text in texts for name in used)
