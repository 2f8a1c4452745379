"""The examples in the docstrings are true, in English where they are words."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
from django.utils.translation import override

import cotmoc

#: Run when imported, need what only an extra brings, or are written by Django.
PARTS_LEFT_OUT = {"__main__", "child", "spark", "migrations"}
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(cotmoc.__path__, "cotmoc.")
    if not PARTS_LEFT_OUT & set(module.name.split("."))
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module_are_true(name: str) -> None:
    with override("en"):
        results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0


def test_examples_are_found() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = sum(
        len(test.examples)
        for name in MODULES
        for test in finder.find(importlib.import_module(name))
    )
    assert found >= 400
