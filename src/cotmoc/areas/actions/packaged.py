"""Loading the areas that come with the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cotmoc.areas.actions.writing import (
    Author,
    action,
    digest_of,
    insert_facts,
    lock_areas,
    open_edition,
)
from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.core.packaged.everything import packaged_areas, packaged_digest_parts
from cotmoc.areas.core.ports import Actor, AuditSink
from cotmoc.areas.models import Area, Edition

SOURCE = "packaged"


@action
def load_packaged_areas(*, actor: Actor, audit: AuditSink) -> dict[str, int]:
    """How many areas, names and links were added; all zero when this release's were loaded before.

    Idempotent and quick: about two seconds the first time, a query afterwards. Areas that stand already keep their
    names and positions, since a file of the user may have corrected them.

    Example: `load_packaged_areas(actor=console("areas"), audit=record_areas_event)["areas"]` is 14540 in a new
    database.
    """
    digest = digest_of(*packaged_digest_parts())
    lock_areas()
    if Edition.objects.filter(source=SOURCE, digest=digest).exists():
        return {"areas": 0, "names": 0, "lineage": 0}
    added = insert_facts(_without_known(packaged_areas()))
    open_edition(Author(actor, audit), source=SOURCE, digest=digest, summary=added)
    return added


def _without_known(facts: AreaFacts) -> AreaFacts:
    known = set(Area.objects.values_list("code", flat=True))
    return replace(facts, areas=tuple(_unknown(facts.areas, known)))


def _unknown(areas: Iterable[AreaFact], known: set[str]) -> Iterable[AreaFact]:
    return (area for area in areas if area.code not in known)
