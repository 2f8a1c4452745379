"""The installation's database read as Arrow tables, without a Python loop: one transaction that sees one state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import adbc_driver_postgresql.dbapi as adbc
from django.db import connection


@contextmanager
def arrow_link(name: str) -> Iterator[Any]:
    """An ADBC connection to Django's database in which all reads see the same; `name` is what the server calls it."""
    link = adbc.connect(database_address(name))
    try:
        with link.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield link
    finally:
        link.rollback()
        link.close()


def database_address(name: str) -> str:
    """The address of Django's database as libpq reads it."""
    known = connection.settings_dict
    parts = {"host": known["HOST"], "port": str(known["PORT"]), "user": known["USER"]}
    parts |= {"password": known["PASSWORD"], "application_name": f"cotmoc {name}"}
    options = known.get("OPTIONS") or {}
    parts |= {name: str(options[name]) for name in ("sslmode", "sslrootcert") if name in options}
    given = urlencode({name: value for name, value in parts.items() if value}, quote_via=quote)
    return f"postgresql:///{quote(str(known['NAME']), safe='')}?{given}"
