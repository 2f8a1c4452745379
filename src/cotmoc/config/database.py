"""The database of a command: found or started, brought up to date, and left again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from cotmoc.access.actions.areas import record_areas_event
from cotmoc.access.core.viewer import console
from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.config.errors import NewerDatabaseError
from cotmoc.config.home import database_settings, prepare_home
from cotmoc.config.messages import WAITING_FOR_OTHERS
from cotmoc.postgres.server import Server, start

MIGRATION_LOCK = 0x434F544D4947  # "COTMIG"
PATIENCE_S = 3600.0
NOT_DURABLE = "COTMOC_TEST_NOT_DURABLE"  # for tests: kills are survived, power cuts are not

Notify = Callable[[str], None]


@contextlib.contextmanager
def running_database(notify: Notify) -> Iterator[Server | None]:
    """The embedded server of the data folder, for as long as the block runs; None for DATABASE_URL.

    Calls `notify` with the code of anything a user should know, such as `database_recovered`.
    """
    prepare_home(settings.HOME)
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    server = start(settings.HOME, durable=os.environ.get(NOT_DURABLE) != "1")
    point_at(server)
    if server.recovered:
        notify(server.recovered)
    try:
        yield server
    finally:
        leave(server, notify)


def point_at(server: Server) -> None:
    """Make this process, and those it starts, use `server`."""
    os.environ["DATABASE_URL"] = server.url
    connections.close_all()
    connections.settings["default"].update(database_settings(settings.HOME))


def leave(server: Server, notify: Notify) -> None:
    """Stop the server if it is ours, after the commands that still use it."""
    connections.close_all()
    os.environ.pop("DATABASE_URL", None)
    if server.owned and server.used_by_others:
        notify(WAITING_FOR_OTHERS)
    server.stop(patience_s=PATIENCE_S)


def migrate(notify: Notify) -> None:
    """Bring the database up to date, one process at a time; nothing when it already is."""
    if pending_migrations():
        notify("database_migrating")
        with _one_at_a_time():
            call_command("migrate", verbosity=0, interactive=False)


def load_areas() -> None:
    """Load the packaged areas of this version of the program; one query when they are there already."""
    with _one_at_a_time():
        load_packaged_areas(actor=console("areas"), audit=record_areas_event)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def server_major() -> int:
    """The major version of the connected PostgreSQL server."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def pending_migrations() -> list[str]:
    """Names of migrations not applied yet; raises NewerDatabaseError for applied ones unknown here."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    ours = {label for label, _ in graph.nodes}
    for label, name in executor.loader.applied_migrations:
        if label in ours and (label, name) not in graph.nodes:
            message = (
                f"The database holds the change {label}.{name}, which this version of the program "
                "does not know. Use the newer version."
            )
            raise NewerDatabaseError(message, migration=f"{label}.{name}")
    plan = executor.migration_plan(graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
