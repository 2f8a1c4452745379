"""No text that is exported is computed, and each comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.spreadsheets import as_it_was, harmless


@given(st.text(st.sampled_from("'=+-@ \t\n\rab1"), max_size=8))
def test_harmless_text_comes_back_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "  =1", "\t=1", "'=1"])
def test_harmless_text_begins_no_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Móng Cái", "14C-123.45", "", "'tis", "a=b"])
def test_text_that_is_no_formula_stays(text: str) -> None:
    assert harmless(text) == as_it_was(text) == text
