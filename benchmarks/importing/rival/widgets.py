"""Cells read by the product's own normalisers: what both contenders understand is the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from import_export.widgets import Widget

from cotmoc.ingest.core.context import AreaHit, AreaParts, Context
from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.moments import Moment, read_day_and_time, read_moment
from cotmoc.normalise.money import read_money
from cotmoc.normalise.readings import Reading
from cotmoc.normalise.text import clean

Row = Mapping[str, Any]


class TextWidget(Widget):
    """A cleaned text."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> str:
        """The text of the cell, "" for none."""
        return clean(value_text(value))


class MomentWidget(Widget):
    """A day, with the time of another column; an error when it cannot be read."""

    def __init__(self, today: date, time_column: str = "") -> None:
        super().__init__()
        self.today = today
        self.time_column = time_column

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Moment | None:
        """The moment; raises `ValueError`, by which the row is refused."""
        reading = read_moment(value_text(value), "dmy", today=self.today)
        if reading.value is None:
            raise ValueError(reading.problems[0].code if reading.problems else "moment.missing")
        time = value_text(row[self.time_column]) if self.time_column and row else ""
        if not time:
            return reading.value
        timed = read_day_and_time(Reading(reading.value), time)
        if not timed.readable:
            raise ValueError(timed.problems[0].code)
        return timed.value


class BirthWidget(MomentWidget):
    """A date or year of birth; what cannot be read is left out."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Moment | None:
        """The moment, None for nothing and for what cannot be read."""
        text = value_text(value)
        return read_moment(text, "dmy", today=self.today).value if text else None


class CodeWidget(Widget):
    """A word of a code list."""

    def __init__(self, codes: CodeList) -> None:
        super().__init__()
        self.codes = codes

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> str:
        """The code, "" for none."""
        return match_code(self.codes, value_text(value)).value or ""


class VndWidget(Widget):
    """A sum in đồng."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> int | None:
        """The whole sum, None for none and for what cannot be read."""
        money = read_money(value_text(value), "vnd", ",").value
        return int(money.amount) if money and money.measure == "money_vnd" else None


class AreaWidget(Widget):
    """A commune with the columns of its district and province, looked up as the product does."""

    def __init__(self, context: Context, day: MomentWidget, columns: Mapping[str, str]) -> None:
        super().__init__()
        self.context, self.day, self.columns = context, day, columns

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> AreaHit | None:
        """The area of its time, None where it is not known."""
        cells = row or {}
        province, district = (
            clean(value_text(cells[self.columns[level]])) for level in ("province", "district")
        )
        parts = AreaParts(province, district, clean(value_text(value)))
        reading = read_moment(value_text(cells[self.columns["day"]]), "dmy", today=self.day.today)
        on = reading.value.start if reading.value else None
        return self.context.find_area("", parts, on).value


class UnitWidget(Widget):
    """A unit of the importing agency by its name."""

    def __init__(self, context: Context, ids: Mapping[str, int]) -> None:
        super().__init__()
        self.context, self.ids = context, ids

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> int | None:
        """The unit's id, None where it is not known."""
        code = self.context.unit_code(value_text(value))
        return self.ids[code] if code else None
