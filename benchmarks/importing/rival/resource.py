"""The resource: one row of the file is one incident with its party, conveyance, seizure and outcome.

It is set up as the documents of django-import-export advise for large files: `use_bulk`, large batches, no diffs, no
instances or row values kept, a loader that fetches all known incidents with one query. What belongs to an incident is
written by `bulk_create`, too, right after the incidents of its batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource

from benchmarks.importing.rival.models import (
    PARTS,
    Conveyance,
    Incident,
    Outcome,
    Party,
    Seizure,
)
from benchmarks.importing.rival.widgets import (
    AreaWidget,
    BirthWidget,
    CodeWidget,
    MomentWidget,
    TextWidget,
    UnitWidget,
    VndWidget,
)
from cotmoc.access.queries.organisation import unit_ids
from cotmoc.areas.queries import area_ids
from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.queries.context import import_context
from cotmoc.normalise.codes.catalogue import COMMODITIES, CONVEYANCE_KINDS, OFFENCES, OUTCOMES
from cotmoc.normalise.identifiers import registration_key
from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.names import name_key, party_kind
from cotmoc.normalise.quantities import read_quantity

BATCH = 5_000
UNNAMED = "không rõ"
Row = Mapping[str, Any]
_TEXT, _SUM = TextWidget(), VndWidget()
_KINDS, _GOODS, _OUTCOMES = (
    CodeWidget(CONVEYANCE_KINDS),
    CodeWidget(COMMODITIES),
    CodeWidget(OUTCOMES),
)


class IncidentResource(ModelResource):
    """Incidents of the register, with what belongs to them."""

    reference = Field("reference", "Số vụ việc", _TEXT)
    offence = Field("offence", "Hành vi vi phạm", CodeWidget(OFFENCES))
    offence_written = Field("offence_written", "Hành vi vi phạm", _TEXT)
    narrative = Field("narrative", "Tóm tắt nội dung", _TEXT)

    class Meta:
        model = Incident
        fields = ("reference", "offence", "offence_written", "narrative")
        import_id_fields = ("reference",)
        instance_loader_class = CachedInstanceLoader
        use_bulk = True
        batch_size = BATCH
        skip_diff = True
        store_instance = False
        store_row_values = False
        report_skipped = False

    def __init__(self, agency: str) -> None:
        super().__init__()
        context = import_context(agency)
        day = MomentWidget(context.today, "Giờ")
        columns = {"province": "Tỉnh", "district": "Huyện", "day": "Ngày xảy ra"}
        self.area_ids = area_ids()
        self.fields["occurred"] = Field("occurred", "Ngày xảy ra", day)
        self.fields["area"] = Field("area_found", "Xã, phường", AreaWidget(context, day, columns))
        self.fields["unit"] = Field("unit_id", "Đơn vị phát hiện", UnitWidget(context, unit_ids()))
        self.birth = BirthWidget(context.today)
        self._import_fields = [*self.fields.values()]
        self._parts: dict[int, list[models.Model]] = {}

    def get_import_fields(self) -> list[Field]:
        """The fields, found once instead of for every row."""
        return self._import_fields

    def before_save_instance(self, instance: Any, row: Row, **kwargs: Any) -> None:
        """Spreads what was read over the columns, and makes what belongs to the incident."""
        moment, area = instance.occurred, instance.area_found
        instance.occurred_from, instance.occurred_until = moment.start, moment.until
        instance.occurred_minute, instance.occurred_precision = (
            moment.minute,
            moment.precision.value,
        )
        instance.occurred_written = (
            f"{_TEXT.clean(row['Ngày xảy ra'])} {_TEXT.clean(row['Giờ'])}".strip()
        )
        instance.area_id = self.area_ids[area.code] if area else None
        levels = (_TEXT.clean(row[level]) for level in ("Xã, phường", "Huyện", "Tỉnh"))
        instance.place_written = ", ".join(level for level in levels if level)
        instance.place_precision = area.precision if area else "unknown"
        instance.extra = {"spot": _TEXT.clean(row["Địa điểm"])}
        made = (self._party(row), _conveyance(row), _seizure(row), _outcome(row))
        self._parts[id(instance)] = [part for part in made if part is not None]

    def _party(self, row: Row) -> models.Model:
        name = _TEXT.clean(row["Họ và tên đối tượng"])
        name = "" if name == UNNAMED else name
        birth = self.birth.clean(row["Ngày, năm sinh"])
        return Party(
            role="suspect",
            kind=party_kind(name),
            name=name,
            name_key=name_key(name),
            birth_from=birth.start if birth else None,
            birth_precision=birth.precision.value if birth else "",
            identity_number=_TEXT.clean(row["Số CCCD"]),
            residence_written=_TEXT.clean(row["Nơi cư trú"]),
        )

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """Writes a batch of incidents, then what belongs to them."""
        incidents = [*self.create_instances]
        super().bulk_create(*args, **kwargs)
        self._write_parts(incidents)

    def bulk_update(self, *args: Any, **kwargs: Any) -> None:
        """Writes incidents that were known; what belonged to them is written anew."""
        incidents = [*self.update_instances]
        super().bulk_update(*args, **kwargs)
        if incidents:
            for part in PARTS:
                part._default_manager.filter(
                    incident_id__in=[each.pk for each in incidents]
                ).delete()
        self._write_parts(incidents)

    def _write_parts(self, incidents: list[Any]) -> None:
        made: dict[type[models.Model], list[Any]] = defaultdict(list)
        for incident in incidents:
            for part in self._parts.pop(id(incident)):
                part.incident_id = incident.pk
                made[type(part)].append(part)
        for model, parts in made.items():
            model._default_manager.bulk_create(parts, batch_size=BATCH)


def _conveyance(row: Row) -> models.Model | None:
    written, plate = _TEXT.clean(row["Phương tiện"]), _TEXT.clean(row["Biển kiểm soát"])
    if not written and not plate:
        return None
    return Conveyance(
        kind=_KINDS.clean(written) or "unknown",
        written=written,
        registration=plate,
        registration_key=registration_key(plate),
    )


def _seizure(row: Row) -> models.Model | None:
    goods, amount = _TEXT.clean(row["Tang vật"]), value_text(row["Số lượng"])
    if not goods and not amount:
        return None
    code, unit = _GOODS.clean(goods), _TEXT.clean(row["Đơn vị tính"])
    measure = COMMODITIES[code].measure if code else ""
    whole = measure.startswith("money") or (measure in MEASURES and MEASURES[measure].whole)
    quantity = read_quantity(amount, unit, ",", measure if whole else "").value
    return Seizure(
        commodity=code,
        commodity_written=goods,
        quantity_written=amount,
        unit_written=unit,
        measure=quantity.measure if quantity else "",
        amount=round(quantity.amount, 6) if quantity else None,
        value_vnd=_SUM.clean(row["Trị giá (đồng)"]),
    )


def _outcome(row: Row) -> models.Model | None:
    written = _TEXT.clean(row["Kết quả xử lý"])
    if not written:
        return None
    return Outcome(
        kind=_OUTCOMES.clean(written),
        written=written,
        fine_vnd=_SUM.clean(row["Tiền phạt (đồng)"]) or None,
    )
