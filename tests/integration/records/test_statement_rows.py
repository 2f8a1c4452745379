"""The rows of statements fit their tables."""

from __future__ import annotations

import pytest
from django.db import models

from cotmoc.records.actions.statements import HEAD, TABLES
from cotmoc.records.core.statement_rows import COLUMNS, Ids, lines_by_kind, statement_lines
from tests.integration.records_cast import heroin, incident


@pytest.mark.parametrize(("kind", "model"), TABLES.items())
def test_every_column_of_the_table_is_written(kind: str, model: type[models.Model]) -> None:
    columns = {field.attname for field in model._meta.local_concrete_fields}
    assert {"id", *HEAD, *COLUMNS[kind]} == columns


def test_text_with_other_ends_of_lines_is_one_line() -> None:
    draft = incident(narrative="một\u2028hai\x0bba\nbốn", seizures=(heroin(7),))
    kinds = [kind for kind, _ in lines_by_kind(statement_lines([draft], Ids({}, {}, {})))]
    assert kinds == ["incident", "seizure"]


def test_lines_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="another version"):
        list(lines_by_kind("0123456789ab\nincident\t0\n"))
