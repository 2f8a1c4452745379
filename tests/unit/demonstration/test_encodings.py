"""Text in the encodings of offices reads back as it was."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.demonstration.encodings import tcvn3, windows_1258

LETTERS = "abcdđeghiklmnopqrstuvxyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ 0123456789"


@given(st.text(alphabet=LETTERS + LETTERS.upper()))
def test_windows_1258_reads_back(text: str) -> None:
    assert unicodedata.normalize("NFC", windows_1258(text).decode("cp1258")) == text


@given(st.text(alphabet=LETTERS))
def test_tcvn3_of_small_letters_is_one_byte_each(text: str) -> None:
    assert len(tcvn3(text)) == len(text)
