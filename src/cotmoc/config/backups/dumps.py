"""Runs PostgreSQL's own dump and restore programs, and sums up what the tables hold."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from cotmoc.config.backups.manifest import TableSum
from cotmoc.config.errors import DumpError
from cotmoc.postgres.binaries import client_folder

PLAIN = ["--no-owner", "--no-privileges", "--no-comments"]

# The text of a row is compared across servers, so what shapes it is the same everywhere.
SAME_TEXT = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
}


def write_dump(target: Path, snapshot: str) -> None:
    """Write the database as the transaction that exported `snapshot` sees it."""
    _run("pg_dump", ["--format=custom", *PLAIN, f"--snapshot={snapshot}", f"--file={target}"])


def read_dump(source: Path) -> None:
    """Fill the empty database from a dump: wholly or, when anything fails, not at all."""
    _run("pg_restore", ["--single-transaction", "--exit-on-error", *PLAIN, str(source)])


def table_sums() -> dict[str, TableSum]:
    """Row count and content sum of every table of the database, by its name."""
    with connection.cursor() as cursor:
        for name, value in SAME_TEXT.items():
            cursor.execute("select set_config(%s, %s, true)", [name, value])
    return {name: _table_sum(name) for name in table_names()}


def table_names() -> list[str]:
    """The tables of the database, in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public' order by tablename"
        )
        return [row[0] for row in cursor.fetchall()]


def _table_sum(name: str) -> TableSum:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
            f" from {connection.ops.quote_name(name)} t"
        )
        count, content = cursor.fetchone()
    return TableSum(count, str(content))


def _run(program: str, options: list[str]) -> None:
    command = [str(client_folder(settings.HOME) / program), f"--dbname={_address()}", *options]
    password = connection.settings_dict["PASSWORD"]
    environment = os.environ | {"PGPASSWORD": password, "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = done.stderr.strip()
        raise DumpError(f"{program} failed: {reason}", reason=reason)


def _address() -> str:
    """The database's address without its password, which every user of the machine could read."""
    of = connection.settings_dict
    query = urlencode({"host": of["HOST"], **of["OPTIONS"]}, quote_via=quote)
    port = f"&port={of['PORT']}" if of["PORT"] else ""
    return f"postgresql://{quote(of['USER'], safe='')}@/{quote(of['NAME'])}?{query}{port}"
