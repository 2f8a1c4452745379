"""Columns by header and values, held against the lists of protected facts: refused for what, or taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.reading.collection import Collection, Row
from cotmoc.ingest.core.protected import protected_columns

_DIVIDER = " | "
_HEADERS = (
    "Cột {n}", "Ghi chú {n}", "Trường {n} (kg)", "Đối tượng {n}", "Tang vật số {n}", "Field {n}", "Kết quả đợt {n}",
    "Dân tộc {n}", "Column {n}", "DT {n}", "Địa bàn {n}", "Health status {n}",
)  # fmt: skip
_VALUES = (
    "Kinh", "Tày", "Heroin", "Thuốc lá", "Không", "12/03/2024", "2 kg", "Nguyễn Văn A", "Đồn Biên phòng Hoành Mô",
    "Khởi tố", "Phật giáo", "0912345678", "Xe máy", "Khỏe mạnh", "Mốc 1317",
)  # fmt: skip


def _column(header: str, values: Sequence[str]) -> str:
    return protected_columns((header,), [(value,) for value in values]).get(header, "")


def _read(row: Row) -> Mapping[str, str]:
    return {"kind": _column(row["written"], row["values"].split(_DIVIDER) if row["values"] else ())}


def _values(count: int) -> Sequence[str]:
    """Columns of ten values that are made anew for each, under a header of its own, in one line."""
    chance = Random(count)
    return [
        _DIVIDER.join((
            chance.choice(_HEADERS).format(n=number),
            *(f"{chance.choice(_VALUES)} {chance.choice(('', number))}" for _ in range(10)),
        ))
        for number in range(count)
    ]  # fmt: skip


def _work(values: Sequence[str]) -> None:
    for value in values:
        header, *cells = value.split(_DIVIDER)
        _column(header, cells)


COLLECTION = Collection(
    name="protected",
    read=_read,
    expected=("kind",),
    values=_values,
    work=_work,
    floor=0.985,
    at_least=2_000,
)
