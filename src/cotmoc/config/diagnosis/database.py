"""Checks that need the database."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cotmoc.config.database import pending_migrations, running_database, server_major
from cotmoc.config.diagnosis.findings import Finding, fine, notice, wrong
from cotmoc.normalise.errors import CotmocError

LONG_WAIT = timedelta(minutes=10)
OLDEST_SERVER = 15


def findings() -> Iterator[Finding]:
    """The findings of every database check; the first alone when no server can be reached."""
    told: list[str] = []
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(running_database(told.append))
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        except (CotmocError, DatabaseError) as error:
            yield wrong("database", "database.unreachable", reason=str(error).strip())
            return
        yield _server_finding(told)
        for check in CHECKS:
            yield check()


def server_version() -> Finding:
    """Whether the server is new enough."""
    major = server_major()
    if major < OLDEST_SERVER:
        return wrong("database_version", "database.old", found=major)
    return fine("database_version", found=f"PostgreSQL {major}")


def migrations() -> Finding:
    """Whether the tables are those of this version of the program."""
    try:
        pending = pending_migrations()
    except CotmocError as error:
        return wrong("migrations", error.code, **error.params)
    if pending:
        return notice("migrations", "migrations.pending", count=len(pending))
    return fine("migrations")


def jobs() -> Finding:
    """Whether queued work is being done, and none was given up."""
    if pending_migrations():
        return fine("jobs")
    waiting = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None)
    overdue = waiting.filter(procrastinateevent__at__lt=timezone.now() - LONG_WAIT).distinct()
    if count := overdue.count():
        return notice("jobs", "jobs.waiting", count=count)
    if count := ProcrastinateJob.objects.filter(status="failed").count():
        return notice("jobs", "jobs.failed", count=count)
    return fine("jobs")


CHECKS: tuple[Callable[[], Finding], ...] = (server_version, migrations, jobs)


def _server_finding(told: list[str]) -> Finding:
    if told:
        return notice("database", f"database.{told[0]}")
    return fine("database", found=connection.settings_dict["HOST"])
