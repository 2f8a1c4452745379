"""What is written for COPY is what PostgreSQL reads."""

from __future__ import annotations

import pytest
from django.db import connection

from cotmoc.records.core.copy_text import copy_line

TEXTS = (
    "",
    "\\",
    "\\N",
    "\\.",
    "a\tb\nc\rd",
    "a\\tb",
    '"quoted", {in braces}',
    "Xã Hải Sơn, đá\u00a0\u2028\x0b\x7f",
    "NULL",
    "mã 𠮷",
)


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_text_goes_in_as_it_is(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE written (number bigint, words text, list text[], nothing text)"
        )
        with cursor.cursor.copy("COPY written FROM STDIN") as copy:
            copy.write(copy_line((7, text, [text, "b", *TEXTS], None)))
        cursor.execute("SELECT * FROM written")
        assert cursor.fetchall() == [(7, text, [text, "b", *TEXTS], None)]
