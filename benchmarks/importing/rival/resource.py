"""The resource: one row of the file is one incident with what belongs to it.

It is set up as the documents of django-import-export advise for large files: `use_bulk`, large batches, no diffs, no
instances or row values kept, a loader that fetches all known incidents with one query. What belongs to an incident is
written by `bulk_create`, too, right after the incidents of its batch. The cells are read by the product's own readers,
so that both understand, and refuse, the same; the resource has no field of its own to convert but its key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource

from benchmarks.importing.rival.models import KINDS, Incident
from benchmarks.importing.workbook import FIELDS, PROFILE
from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.understanding import understand
from cotmoc.ingest.queries.context import import_context
from cotmoc.records.core.statement_rows import COLUMNS, statement_rows
from cotmoc.records.queries.naming import known_ids

BATCH = 5_000
KEY = "Số vụ việc"
Row = Mapping[str, Any]


class IncidentResource(ModelResource):
    """Incidents of the register, with what belongs to them."""

    reference = Field("reference", KEY)

    class Meta:
        model = Incident
        fields = ("reference",)
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
        self._context, self._ids = import_context(agency), known_ids()
        self._headers = tuple(FIELDS)
        self._parts: dict[int, list[Any]] = {}

    def import_instance(self, instance: Any, row: Row, **kwargs: Any) -> None:
        """Reads the row into the incident, and makes what belongs to it. Raises `ValidationError` for an error."""
        cells = tuple(value_text(row[header]) for header in self._headers)
        read = RawRow(kwargs["row_number"], cells)
        found = understand([read], self._headers, PROFILE, self._context)
        if found.state != "ok":
            raise ValidationError({"reference": [each.problem.code for each in found.problems]})
        parts = []
        for kind, index, values in statement_rows(found.drafts, self._ids):
            columns = zip(COLUMNS[kind], values, strict=True)
            if kind == "incident":
                for column, value in columns:
                    setattr(instance, column, value)
            else:
                parts.append(KINDS[kind](index=index, **dict(columns)))
        self._parts[id(instance)] = parts

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
            for part in KINDS.values():
                if part is not Incident:
                    part._default_manager.filter(incident__in=incidents).delete()
        self._write_parts(incidents)

    def get_bulk_update_fields(self) -> list[str]:
        """All columns but the key."""
        return [name for name in COLUMNS["incident"] if name != "reference"]

    def _write_parts(self, incidents: list[Any]) -> None:
        made: dict[type[models.Model], list[Any]] = defaultdict(list)
        for incident in incidents:
            for part in self._parts.pop(id(incident)):
                part.incident_id = incident.pk
                made[type(part)].append(part)
        for model, parts in made.items():
            model._default_manager.bulk_create(parts, batch_size=BATCH)
