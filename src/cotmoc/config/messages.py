"""What the command line says in plain words, by the stable codes of notices and errors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cotmoc.normalise.errors import CotmocError

WAITING_FOR_OTHERS = "waiting_for_others"

NOTICES = {
    "database_recovered": _(
        "The last run was cut off in the middle of its work. The database has repaired itself: "
        "everything that had been finished is there, and what was half done has been taken back. "
        "Work that had been waiting goes on by itself."
    ),
    "run_interrupted": _(
        "The last run was cut off, but its database was closed in good order. Nothing had to be "
        "repaired. Work that had been waiting goes on by itself."
    ),
    "database_migrating": _("Preparing the database for this version of the program ..."),
    WAITING_FOR_OTHERS: _("Another command still uses the database. Waiting for it to end ..."),
}

ERRORS = {
    "home.unusable": _(
        "The data folder %(folder)s cannot be used: %(reason)s. Run the command as the folder's "
        "owner, or choose another folder with COTMOC_HOME."
    ),
    "database.newer": _(
        "The database was used by a newer version of the program (%(migration)s). Use that version."
    ),
    "serve.port": _(
        "The address %(host)s:%(port)s cannot be used: %(reason)s. Choose another one with --port, "
        "or end the program that uses it."
    ),
    "backup.file": _("%(file)s is not a backup that can be used: %(reason)s"),
    "backup.dump": _("The database's own program failed: %(reason)s"),
    "restore.not_empty": _(
        "A backup is restored to an empty place only, and %(place)s holds something. Choose an "
        "empty folder with COTMOC_HOME."
    ),
    "restore.differs": _("The restored data differs from the backup: %(differences)s"),
    "area.unknown": _("No area has the code %(area)s."),
    "areas.unreadable": _(
        "%(file)s cannot be read as GeoJSON, GeoPackage or CSV, or holds no area: %(reason)s"
    ),
    "areas.column_missing": _(
        "The file has no column %(column)s; it has %(columns)s. Name the columns with --name-column, "
        "--code-column and --parent-column."
    ),
    "areas.projection_unknown": _(
        "The positions of %(file)s cannot be brought to longitude and latitude: %(reason)s"
    ),
    "areas.layer_missing": _("The file has several layers; name one with --layer: %(layers)s"),
}


def notice(code: str) -> str:
    """The sentence of a notice."""
    return str(NOTICES[code])


def explanation(error: CotmocError) -> str:
    """The sentence of an error: ours by its code, else the error's own."""
    template = ERRORS.get(error.code)
    return str(template) % error.params if template else str(error)
