"""The tables that the resource writes: the columns and indexes of the product's statements, without versions.

An incident is one row here, found again by its number; what belongs to it points at it. There is no version, no batch
and no row as written, so the resource has less to write than the product.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.db import models

from benchmarks.importing.statements import STATEMENTS

LEFT_OUT = {"id", "version", "record"}


def _columns(statement: type[models.Model]) -> dict[str, Any]:
    fields = statement._meta.local_fields
    return {field.name: deepcopy(field) for field in fields if field.name not in LEFT_OUT}


def _twin(name: str, statement: type[models.Model], **more: Any) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "rival", "db_table": f"rival_{name.lower()}"})
    columns = {"__module__": __name__, "Meta": meta, **_columns(statement), **more}
    return type(name, (models.Model,), columns)


def _incident() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey("rival.Incident", on_delete=models.CASCADE, related_name="+")


Incident = _twin("Incident", STATEMENTS["incident"])
KINDS = {"incident": Incident} | {
    kind: _twin(kind.capitalize(), statement, incident=_incident())
    for kind, statement in STATEMENTS.items()
    if kind != "incident"
}
