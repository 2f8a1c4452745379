"""The installation that both contenders find: areas, one agency, and its forty stations."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from benchmarks.importing.workbook import PROVINCES, STATIONS
from cotmoc.access.actions.areas import record_areas_event
from cotmoc.access.actions.organisation import (
    AgencyDraft,
    create_agency,
    create_unit,
    set_installation,
)
from cotmoc.access.core.viewer import console
from cotmoc.areas.actions.packaged import load_packaged_areas

ACTOR = console("benchmark")
AGENCY = "bdbp"


def set_up() -> None:
    """Makes the tables and fills them with what an import finds there."""
    call_command("migrate", verbosity=0, interactive=False)
    load_packaged_areas(actor=ACTOR, audit=record_areas_event)
    set_installation(actor=ACTOR, area=PROVINCES["now"])
    names = ("Bộ đội Biên phòng", "Border guard") * 2
    create_agency(actor=ACTOR, draft=AgencyDraft(AGENCY, "border_guard", *names))
    for code, name in STATIONS.items():
        create_unit(actor=ACTOR, agency=AGENCY, code=code, name=name)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
