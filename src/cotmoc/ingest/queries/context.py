"""The world for a file, from the database."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from cotmoc.access.queries.organisation import AgencyLabel, agencies, home_name, units
from cotmoc.areas.queries import gazetteer
from cotmoc.ingest.core.world import ImportContext
from cotmoc.normalise.codes.catalogue import AGENCY_KINDS
from cotmoc.normalise.text import fold


def import_context(agency: str) -> ImportContext:
    """The world for a file of the agency (code)."""
    known = agencies()
    return ImportContext(
        today=timezone.localdate(),
        areas=gazetteer(),
        home=home_name(),
        agencies=_names_of_kinds(known)
        | _names((a.code, (a.code, a.name_vi, a.name_en, a.short_vi, a.short_en)) for a in known),
        units=_names((u.code, (u.code, u.name, u.name_en)) for u in units(agency=agency)),
    )


def _names_of_kinds(known: Iterable[AgencyLabel]) -> dict[str, str]:
    """Codes of agencies by what their kind is called ("BĐBP", "công an"), where it is the only one of its kind."""
    return _names(
        (a.code, (kind.label_vi, kind.label_en, *kind.synonyms))
        for a in known
        if (kind := AGENCY_KINDS.by_id.get(a.kind))
    )


def _names(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Codes by folded name; a name that two things bear stands for neither."""
    codes: dict[str, str] = {}
    shared: set[str] = set()
    for code, names in things:
        for name in {fold(name) for name in names if name}:
            if codes.setdefault(name, code) != code:
                shared.add(name)
    return {name: code for name, code in codes.items() if name not in shared}
