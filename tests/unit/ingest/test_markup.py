"""Tables of web pages, and workbooks of 2003 as XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError


def _write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _xml_row(*cells: str) -> str:
    return f"<Row>{''.join(f'<Cell><Data>{cell}</Data></Cell>' for cell in cells)}</Row>"


PAGE = """<html><head><style>td {color: red}</style></head><body>
<table><tr><td>Trang chủ<td>Tra cứu</table>
<table border=1 x:str>
<tr><th rowspan=2>Số<th colspan=2>Tang vật<th rowspan=2>Ngày
<tr><th>Tên<th>Lượng
<tr><td rowspan=2>A1<td>heroin<!-- x --><td x:num="1.234">1,234 <td x:num=46054>01/02/2026</tr>
<tr style="display:none"><td>pháo
  nổ<br>loại I</td><td>5&nbsp;kg<td>02/02/2026
<tr><td>A2<td>#REF!<td><table><tr><td>trong<td>ô</table>7<td>03/02/2026
</table></body></html>"""


def test_table_of_a_web_page_named_xls(tmp_path: Path) -> None:
    table = open_table(_write(tmp_path, "f.xls", PAGE.encode("utf-16")))
    assert (table.kind, table.headers) == (
        "html", ("Số", "Tang vật: Tên", "Tang vật: Lượng", "Ngày"),
    )  # fmt: skip
    assert [row.cells for row in table.rows()] == [
        ("A1", "heroin", "1.2340", "01/02/2026"),
        ("A1", "pháo nổ\nloại I", "5\xa0kg", "02/02/2026"),
        ("A2", "#REF!", "7", "03/02/2026"),
    ]
    assert {p.code for p in table.problems} == {"file.rows_hidden", "file.error_cells"}


def test_workbook_of_2003_as_xml(tmp_path: Path) -> None:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    space = f'xmlns="{name}" xmlns:ss="{name}"'
    rows = _xml_row("Số", "Ngày", "Lượng", "Ghi chú") + _xml_row("A1", "x", "y", "z")
    last = (
        '<Row ss:Index="5"><Cell><Data ss:Type="String">A2</Data><Comment><Data>nhắc</Data></Comment></Cell>'
        '<Cell><Data ss:Type="DateTime">2026-02-01T00:00:00.000</Data></Cell><Cell/>'
        '<Cell ss:Index="4"><Data ss:Type="Number">1.234</Data></Cell></Row>'
    )
    text = (
        f'<?xml version="1.0"?><Workbook {space}><Styles><Style ss:ID="a"><Font/></Style></Styles>'
        f'<Worksheet ss:Name="Vụ việc"><Table>{rows}{last}</Table></Worksheet></Workbook>'
    )
    table = open_table(_write(tmp_path, "f.xls", text))
    assert (table.kind, table.sheet) == ("xml", "Vụ việc")
    assert [tuple(row) for row in table.rows()][1:] == [(5, ("A2", "2026-02-01", "", "1.2340"))]


@pytest.mark.parametrize("text", ["<table>" * 60, "<table><tr><td " + "x" * 3_000_000])
def test_page_that_no_browser_would_show_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError) as refused:
        open_table(_write(tmp_path, "f.html", text))
    assert refused.value.code == "file.unreadable"
