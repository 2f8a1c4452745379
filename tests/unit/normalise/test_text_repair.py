"""Text of old fonts is seen for what it is, and everything else is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.legacy_fonts import LegacyFont, from_utf8, from_vni
from cotmoc.normalise.text_repair import FontEvidence, column_font_evidence, repair_text

TABLE = ["Hä vµ tªn", "§Þa chØ", "NguyÔn V¨n Tó", "Lª ThÞ Hoµ", "Vò V¨n Nam"]


@pytest.mark.parametrize(
    ("written", "text", "font"),
    [
        ("NguyÔn V¨n Tó", "Nguyễn Văn Tú", LegacyFont.TCVN3),
        ("NGUYÔN V¡N §øC", "NGUYỄN VĂN ĐỨC", LegacyFont.TCVN3),
        ("D\u00ad¬ng ThÞ H\u00adng", "Dương Thị Hưng", LegacyFont.TCVN3),
        ("QuyÕt ®Þnh sè 15/Q§-UBND", "Quyết định số 15/QĐ-UBND", LegacyFont.TCVN3),
        ("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức", LegacyFont.VNI),
        ("TRAÀN THÒ BÌNH", "TRẦN THỊ BÌNH", LegacyFont.VNI),
        ("NguyêÞn Vãn Ðýìc", "Nguyễn Văn Đức", LegacyFont.CP1258),
        ("Ðức", "Đức", LegacyFont.CP1258),
        ("Nguyá»…n VÄƒn Äá»©c", "Nguyễn Văn Đức", LegacyFont.UTF8),
        ("HĂ\u00a0 Ná»™i", "Hà Nội", LegacyFont.UTF8),
        ("å¼\u00a0ä¸‰", "张三", LegacyFont.UTF8),
    ],
)
def test_text_of_an_old_font_becomes_unicode(written: str, text: str, font: LegacyFont) -> None:
    repaired = repair_text(written)
    assert (repaired.text, repaired.fonts) == (text, (font,))


@pytest.mark.parametrize(
    "written",
    [
        "Nguyễn Văn Đức", "Tó", "Hoà Bình", "LÃ XÃ", "«SÃ»", "Café Même", "Loïc", "Thaï", "Müller", "10 µm", "§ 5",
        "Marlboro®", "Trâ Minh", "张三丰", "ສົມພອນ", "សុខ", "Đắk Lắk", "Zürich Hbf", "50 °C", "½ kg", "",
    ],
)  # fmt: skip
def test_plausible_text_is_left_alone(written: str) -> None:
    assert repair_text(written).text == written
    assert repair_text(written).fonts == ()


def test_column_decides_over_a_word_that_could_be_both() -> None:
    evidence = column_font_evidence(TABLE)
    assert evidence.font is LegacyFont.TCVN3
    assert repair_text("Tó", evidence).text == "Tú"


def test_unicode_cell_in_a_column_of_an_old_font_stays() -> None:
    assert repair_text("Nguyễn Thị Tó", column_font_evidence(TABLE)).text == "Nguyễn Thị Tó"


def test_column_with_both_leaves_what_could_be_both() -> None:
    evidence = column_font_evidence([*TABLE, "Nguyễn Đức"])
    assert evidence.whole_font is None
    assert repair_text("Tó", evidence).text == "Tó"
    assert repair_text("NguyÔn Tó", evidence).text == "Nguyễn Tú"


def test_column_of_unicode_speaks_for_no_font() -> None:
    assert column_font_evidence(["Họ và tên", "Nguyễn Văn Tú", "Café"]).font is None
    assert column_font_evidence([]) == FontEvidence(None)


def test_text_read_wrongly_twice_is_put_right() -> None:
    once = "Hà Nội".encode().decode("cp1252")
    assert repair_text(once.encode().decode("cp1252")).text == "Hà Nội"


def test_lost_bytes_are_given_back_where_one_letter_fits() -> None:
    assert from_utf8("TrÆ°á»ng Thá» VÄƒn") == "Trường Thá» Văn"


def test_vni_pairs_marks_with_the_letter_before() -> None:
    assert from_vni("Höõu Nghò, ñöôøng Lyù") == "Hữu Nghị, đường Lý"


@given(st.text())
def test_any_text_can_be_repaired(text: str) -> None:
    evidence = column_font_evidence([text])
    assert repair_text(text, evidence).text or not text


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_letters_never_change(text: str) -> None:
    assert repair_text(text).text == text
