"""The examples in the docstrings of the pure reading side are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import cotmoc.ingest.core
import cotmoc.normalise

MODULES = sorted(
    module.name
    for package in (cotmoc.normalise, cotmoc.ingest.core)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0
