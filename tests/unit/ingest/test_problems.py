"""Every coded finding has its sentence in both languages."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import cotmoc
from cotmoc.ingest.core.fields import parse_field
from cotmoc.ingest.core.problems import MESSAGES, message
from cotmoc.normalise.readings import Problem

SOURCES = Path(cotmoc.__file__).parent
CODE = re.compile(r"([a-z]+)\.[a-z_]+")
KINDS = {code.partition(".")[0] for code in MESSAGES}


def codes_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the modules that is shaped like a code and names no field, with its module."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                match = CODE.fullmatch(node.value)
                if match and match.group(1) in KINDS and not parse_field(node.value):
                    yield node.value, path.name


@pytest.mark.parametrize("package", ["normalise", "ingest/core"])
def test_every_code_of_a_package_has_its_sentence(package: str) -> None:
    found = set(codes_in(SOURCES / package))
    assert found
    assert {(code, name) for code, name in found if code not in MESSAGES} == set()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_sentences_speak_of_the_same(code: str) -> None:
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in MESSAGES[code]
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_finding_without_its_params_still_has_a_sentence(code: str, language: str) -> None:
    sentence = message(Problem(code, "x"), language)
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_codes_are_named_by_their_labels() -> None:
    problem = Problem(
        "code.inferred",
        "30 bánh heroin",
        {"list": "commodities", "code": "cigarettes", "word": "x"},
    )
    assert "Thuốc lá" in message(problem, "vi")


def test_refused_column_says_of_what_kind() -> None:
    problem = Problem("column.protected", "", {"column": "Dân tộc", "kind": "ethnicity"})
    assert message(problem, "en").endswith("person's ethnicity.")


def test_long_texts_are_quoted_by_their_beginning() -> None:
    assert len(message(Problem("moment.unreadable", "x" * 5000), "en")) < 150


def test_unknown_code_stands_for_itself() -> None:
    assert message(Problem("no.such"), "vi") == "no.such"
