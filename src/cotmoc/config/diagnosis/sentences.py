"""What each check is called, and what each finding means and asks for, in plain words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cotmoc.config.diagnosis.findings import Finding, State


class Advice(NamedTuple):
    """What is the matter, and what to do."""

    matter: str | Promise
    remedy: str | Promise


CHECKS = {
    "python": _("Python version"),
    "folder": _("Data folder"),
    "disk": _("Free disk space"),
    "key": _("Secret key"),
    "front_end": _("Map, charts and styles"),
    "translations": _("Vietnamese text"),
    "clock": _("Clock"),
    "encoding": _("Text encoding"),
    "network": _("Local network"),
    "database": _("Database server"),
    "database_version": _("Database version"),
    "migrations": _("Tables"),
    "jobs": _("Queued work"),
}

ADVICE = {
    "python.old": Advice(
        _("Python %(found)s is too old."), _("Install Python 3.11 or newer and install again.")
    ),
    "folder.not_writable": Advice(
        _("%(folder)s cannot be written."),
        _("Run the command as the folder's owner, or choose another folder with COTMOC_HOME."),
    ),
    "folder.closed": Advice(
        _("The database server runs as the user nobody, who may not pass through %(folder)s."),
        _("Allow it with: chmod o+x %(folder)s - or choose another folder with COTMOC_HOME."),
    ),
    "folder.new": Advice(
        _("%(folder)s does not exist yet."), _("Nothing: the first start makes it.")
    ),
    "disk.full": Advice(
        _("Only %(free_gb)s GB are free at %(folder)s."),
        _("Make room, or move the data folder to a larger disk."),
    ),
    "key.new": Advice(_("%(file)s does not exist yet."), _("Nothing: the first start makes it.")),
    "key.open": Advice(
        _("Others can read %(file)s, and could sign in as anybody."),
        _(
            "Close it with: chmod 600 %(file)s - and if somebody may have read it, delete it: a new "
            "one is made, and everybody signs in again."
        ),
    ),
    "front_end.missing": Advice(
        _("The built front end is not in %(folder)s."),
        _("In a checkout run: make install. An installed package has it: install it again."),
    ),
    "translations.missing": Advice(
        _("%(file)s is missing: pages would be in English only."),
        _("In a checkout run: make install"),
    ),
    "translations.old": Advice(
        _("%(file)s is older than its source."), _("In a checkout run: make install")
    ),
    "clock.behind": Advice(
        _("The clock says %(now)s, which cannot be."),
        _("Set the clock. Records made meanwhile carry a wrong time."),
    ),
    "encoding.other": Advice(
        _("Text is encoded as %(found)s; Vietnamese names may be shown wrongly in this terminal."),
        _("Set a UTF-8 locale, such as LANG=C.UTF-8."),
    ),
    "network.closed": Advice(
        _("Programs of this machine cannot reach each other: %(reason)s"),
        _("Check the firewall: 127.0.0.1 must be open to itself."),
    ),
    "database.unreachable": Advice(
        _("The database does not answer: %(reason)s"),
        _(
            "If this names no remedy, look into postgres/log in the data folder; a backup can be "
            "restored to another, empty folder."
        ),
    ),
    "database.database_recovered": Advice(
        _("The last run was cut off; the database has just repaired itself."),
        _("Nothing. If it happens often, look for power cuts or too little memory."),
    ),
    "database.run_interrupted": Advice(
        _("The last run was cut off; its database was closed in good order."), _("Nothing.")
    ),
    "database.old": Advice(
        _("The database server is PostgreSQL %(found)s."), _("Use PostgreSQL 15 or newer.")
    ),
    "database.newer": Advice(
        _("The database was used by a newer version of the program (%(migration)s)."),
        _("Use that version."),
    ),
    "migrations.pending": Advice(
        _("%(count)s changes of the tables are waiting."),
        _("Nothing: the next start makes them. Make a backup before if the data matters."),
    ),
    "jobs.waiting": Advice(
        _("%(count)s jobs have waited for more than ten minutes."),
        _("Start the worker: cotmoc serve runs one."),
    ),
    "jobs.failed": Advice(
        _("%(count)s jobs have failed."), _("The page of the file they belong to says why.")
    ),
}

STATES = {State.OK: _("ok"), State.NOTICE: _("note"), State.WRONG: _("WRONG")}


def sentence(finding: Finding) -> str:
    """One line that tells a finding; with what to do on a second line when there is anything."""
    line = f"{STATES[finding.state]:6} {CHECKS[finding.check]}"
    if finding.state is State.OK:
        return f"{line}: {finding.params['found']}" if "found" in finding.params else line
    matter, remedy = advice(finding)
    return f"{line}: {matter}\n       -> {remedy}"


def advice(finding: Finding) -> tuple[str, str]:
    """What is the matter and what to do, in the active language."""
    found = ADVICE[finding.code]
    return str(found.matter) % finding.params, str(found.remedy) % finding.params
