"""How a received file could be read: by a profile kept for its shape, else by suggestions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.fields import INCIDENT
from cotmoc.ingest.core.mapping import Profile, Suggestion
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.register_names import register_slug
from cotmoc.ingest.core.suggesting import (
    guess_kind,
    profile_from_suggestions,
    recognise,
    suggest,
    suggest_missing,
)
from cotmoc.ingest.core.understanding import goes_on
from cotmoc.ingest.models import Upload
from cotmoc.ingest.queries.profiles import kept_profiles
from cotmoc.ingest.queries.tables import (
    is_correction,
    sample_rows,
    upload_head,
    without_reasons,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file opened, its first rows, what each column probably is, and the profile that follows.

    `recognised` is True when the profile was kept for files of this shape. `is_correction`: the file brings parked
    rows again, so that nothing follows from what is missing in it.
    """

    table: Table
    sample: tuple[RawRow, ...]
    suggestions: tuple[Suggestion, ...]
    profile: Profile
    recognised: bool
    is_correction: bool = False

    def first_rows(self, number: int) -> Table:
        """The table of the first rows alone."""
        rows = self.sample[:number]
        return replace(self.table, read=lambda: iter(rows))

    @property
    def refused(self) -> dict[str, str]:
        """The columns that are not taken in, each with the kind of what it holds."""
        return {
            each.column: each.params["kind"] for each in self.suggestions if each.field == "refused"
        }


def proposal(*, viewer: Viewer, upload: Upload, sheet: str = "", kind: str = "") -> Proposal:
    """How a file could be read; with `kind`, by suggestions for that kind even if a profile is kept.

    Raises `FileError`.
    """
    received = upload_head(upload, sheet or upload.sheet)
    table = without_reasons(received)
    sample = tuple(sample_rows(table))
    profiles = kept_profiles(viewer=viewer, agency=upload.agency.code)
    known = None if kind else recognise(table.headers, profiles)
    cells = [row.cells for row in sample]
    chosen = kind or (known.kind if known else guess_kind(table.headers, cells, profiles))
    suggestions = suggest(table.headers, cells, profiles, chosen)
    profile = known or profile_from_suggestions(
        suggestions,
        kind=chosen,
        register=register_slug(PurePath(upload.file_name).stem) or "register",
        name=PurePath(upload.file_name).stem[:120] or "profile",
        missing=suggest_missing(cells),
    )
    if known is None and _has_continued_rows(sample, table.headers, profile):
        profile = replace(profile, continued=True)
    correction = is_correction(received)
    return Proposal(
        table,
        sample,
        suggestions,
        replace(profile, coverage="none") if correction else profile,
        recognised=known is not None,
        is_correction=correction,
    )


def _has_continued_rows(
    sample: tuple[RawRow, ...], headers: tuple[str, ...], profile: Profile
) -> bool:
    """True when among the first rows of incidents there are some that would go on with the one above."""
    if profile.kind != INCIDENT:
        return False
    offered = replace(profile, continued=True)
    return any(goes_on(row, headers, offered) for row in sample[1:])
