"""Parts of workbooks: what is found in them by pattern is what the parser finds."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.ingest.core.readers import xlsx_texts
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.packages import Package
from cotmoc.ingest.core.readers.sheets import SheetFacts
from cotmoc.ingest.core.readers.tables import FileError, Record
from cotmoc.ingest.core.readers.xlsx import XlsxWorkbook
from cotmoc.ingest.core.readers.xlsx_quick import quick_rows
from cotmoc.ingest.core.readers.xlsx_rows import SheetParser
from cotmoc.ingest.core.readers.xlsx_texts import SharedTexts, read_texts
from cotmoc.ingest.core.readers.xlsx_values import CellValues
from tests.unit.ingest.making import (
    REGISTER,
    write,
    xlsx,
)

TEXTS = ("không", "a < b & c", "")


def values() -> CellValues:
    """Values of a workbook with two shared texts and one date style."""
    found = CellValues.__new__(CellValues)
    found.texts, found.facts = SharedTexts(), SheetFacts()
    for text in TEXTS:
        found.texts.add(text)
    found.shown, found._epoch, found._known = {"1": "date"}, dt.datetime(1899, 12, 30), {}  # noqa: DTZ001
    return found


CELLS = st.sampled_from(
    [
        "<c/>", '<c r="{c}{r}"/>', '<c r="{c}{r}" s="1"/>', '<c r="{c}{r}"><v>12</v></c>',
        '<c r="{c}{r}"><v>1.5</v></c>', '<c r="{c}{r}" s="1"><v>45000</v></c>',
        '<c r="{c}{r}" t="s"><v>0</v></c>', '<c r="{c}{r}" t="s"><v>1</v></c>',
        '<c r="{c}{r}" t="s"><v>99</v></c>', '<c r="{c}{r}" t="s"><v>x</v></c>',
        '<c t="str" r="{c}{r}"><v>thứ tự khác</v></c>', '<c r="{c}{r}" t="str"><v>a &amp; b</v></c>',
        '<c r="{c}{r}" t="b"><v>1</v></c>', '<c r="{c}{r}" t="e"><v>#REF!</v></c>',
        '<c r="{c}{r}"><f>A1+1</f><v>7</v></c>', '<c r="{c}{r}"><f t="shared" si="0"/><v>8</v></c>',
        '<c r="{c}{r}"><f>A1</f></c>', '<c r="{c}{r}" t="inlineStr"><is><t>chữ</t></is></c>',
        '<c r="{c}{r}" t="inlineStr"><is><r><t>hai</t></r><r><t>phần</t></r></is></c>',
        '<c r="{c}{r}" t="inlineStr"><is><t>漢</t><rPh><t>kan</t></rPh></is></c>',
        '<c r="{c}{r}"><v>1e5</v></c>', '<c r="{c}{r}"><v>không số</v></c>',
        '<c r="{c}{r}" t="n"><v>123456789012345678</v></c>', '<c r="ZZZ{r}"><v>1</v></c>',
    ]
)  # fmt: skip
ROW_ATTRIBUTES = st.sampled_from(["", ' hidden="1"', ' spans="1:3" ht="15"', " hidden='true'"])


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """The part of a sheet with rows of any form."""
    text, number = "<worksheet><sheetData>", 0
    for _ in range(draw(st.integers(0, 6))):
        number += draw(st.integers(1, 3))
        attributes = draw(ROW_ATTRIBUTES)
        written = draw(st.lists(st.tuples(CELLS, st.sampled_from("ABCDE")), max_size=4))
        inner = "".join(cell.format(c=column, r=number) for cell, column in written)
        text += f'<row r="{number}"{attributes}>{inner}</row>'
        text += draw(st.sampled_from(["", '<row r="99"/>', "\n  "]))
    return f"{text}</sheetData></worksheet>".encode()


@given(sheets(), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_rows_found_by_pattern_are_those_of_the_parser(part: bytes, size: int) -> None:
    pieces = [part[at : at + size] for at in range(0, len(part), size)]
    parsed, parsed_values = SheetParser(values()), values()
    parsed.values = parsed_values
    parsed.feed_all(iter(pieces))
    quick_values = values()
    assert list(quick_rows(iter(pieces), quick_values)) == parsed.take()
    assert list(quick_values.facts.problems()) == list(parsed_values.facts.problems())


@pytest.mark.parametrize(
    "part",
    [
        '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
        '<worksheet><!-- <row r="9"><c r="A9"><v>9</v></c></row> --><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
    ],
)  # fmt: skip
def test_part_of_an_unusual_form_is_parsed(tmp_path: Path, part: str) -> None:
    path = xlsx(tmp_path, {"A": [["a"]]})
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name.endswith("sheet1.xml") else old.read(name))
    book = XlsxWorkbook(write(tmp_path, "g.xlsx", target.getvalue()))
    assert list(book.records(0, SheetFacts())) == [Record(1, ("1",))]


def test_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    path = xlsx(tmp_path, {"A": REGISTER})
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name.endswith("sheet1.xml") else old.read(name))
    with pytest.raises(FileError) as refused:
        open_table(write(tmp_path, "g.xlsx", target.getvalue()))
    assert refused.value.code == "file.bomb"


def test_package_says_when_it_is_damaged(tmp_path: Path) -> None:
    content = xlsx(tmp_path, {"A": REGISTER}).read_bytes()
    with pytest.raises(FileError) as refused:
        Package(write(tmp_path, "g.xlsx", content[:-40]))
    assert refused.value.code == "file.unreadable"


SHARED = st.lists(
    st.sampled_from(
        [
            "<si><t>một</t></si>", '<si><t xml:space="preserve"> hai </t></si>', "<si/>", "<si></si>",
            "<si><t>a &amp; b &#273;</t></si>", "<si><r><t>ba</t></r><r><t>bốn</t></r></si>\n", "<si><t/></si>",
            "<si><t>漢</t><rPh><t>kan</t></rPh></si>", "<si><t>_x000D_x</t></si>", "<si><t>a\u202eb</t></si>",
        ]
    ),
    max_size=8,
)  # fmt: skip


@given(SHARED, st.integers(1, 40))
@settings(max_examples=300, deadline=None)
def test_texts_found_by_pattern_are_those_of_the_parser(items: list[str], size: int) -> None:
    part = f"<sst>{''.join(items)}</sst>".encode()
    parsed = SharedTexts()
    xlsx_texts._TextsParser(parsed).feed_all(iter([part]))
    # A first piece that shows the root element is taken for a part of the usual form.
    rest = (part[at : at + size] for at in range(5, len(part), size))
    quick = read_texts(iter([part[:5], *rest]))
    assert (quick.items, quick.controls) == (parsed.items, parsed.controls)


def test_very_many_texts_are_kept_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_texts, "MOST_PLAIN_CHARACTERS", 3)
    found = read_texts(iter(["<sst><si><t>mộ</t></si><si><t>hai</t></si></sst>".encode()]))
    assert found.items == ["mộ", b"hai"]
    assert [found.text(number) for number in ("0", "1", "2", "x")] == ["mộ", "hai", "", ""]
