"""How a file of areas is to be read, and what can be wrong with the file as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.normalise.errors import CotmocError


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What the user says of a file; everything left out is detected.

    `kind`: what the areas are. `prefix`: the beginning of the codes of areas that are new (`us-aor`); without it
    no area is added. `parent`: the code of the area above all of them. `on`: the date the file describes, today when
    None; areas of that date are matched, and a new name holds from then. `layer`: of a file with several.
    """

    kind: AreaKind | None = None
    code_column: str = ""
    name_column: str = ""
    parent_column: str = ""
    prefix: str = ""
    parent: str = ""
    on: date | None = None
    layer: str = ""
    source: str = ""


class AreaFileError(CotmocError):
    """The file cannot be used as a whole; `code` says why."""

    code = "areas.file"


class UnreadableFileError(AreaFileError):
    """The file is not one of the formats, is damaged, or holds nothing; params: file, reason."""

    code = "areas.unreadable"


class MissingColumnError(AreaFileError):
    """A column that is needed or named is not in the file; params: column, columns."""

    code = "areas.column_missing"


class UnknownProjectionError(AreaFileError):
    """The positions of the file cannot be brought to longitude and latitude; params: file, reason."""

    code = "areas.projection_unknown"


class SeveralLayersError(AreaFileError):
    """The file has several layers and none was named; params: layers."""

    code = "areas.layer_missing"
