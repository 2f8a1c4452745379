"""The application's role and database: not a superuser, with the extensions it needs."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from cotmoc.postgres.cluster import SUPERUSER, read_or_make_password
from cotmoc.postgres.layout import PORT, Layout

ROLE = DATABASE = "cotmoc"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")


def application_url(layout: Layout) -> str:
    """The address of the application's database, as its own role."""
    return _url(layout, ROLE, read_or_make_password(layout.password), DATABASE)


def superuser_url(layout: Layout, database: str = "postgres") -> str:
    """The address of `database` as the superuser."""
    return _url(layout, SUPERUSER, read_or_make_password(layout.superuser_password), database)


def create_role_and_database(layout: Layout, *, may_create_databases: bool) -> None:
    """Create what is missing of role, extensions and database; nothing on a later start.

    The extensions go into `template1` first, so that the application's database, and the ones tests
    create, have them from birth without the application's role being a superuser.
    """
    with psycopg.connect(superuser_url(layout), autocommit=True) as connection:
        _create_role(connection, read_or_make_password(layout.password), may_create_databases)
        known = connection.execute(
            "select 1 from pg_database where datname = %s", [DATABASE]
        ).fetchone()
        if known:
            return
        _create_extensions(layout)
        connection.execute(
            sql.SQL("create database {} owner {}").format(
                sql.Identifier(DATABASE), sql.Identifier(ROLE)
            )
        )


def _create_role(connection: psycopg.Connection, password: str, may_create_databases: bool) -> None:
    role = sql.Identifier(ROLE)
    known = connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone()
    if not known:
        connection.execute(sql.SQL("create role {} login nosuperuser nocreaterole").format(role))
    right = sql.SQL("createdb" if may_create_databases else "nocreatedb")
    connection.execute(
        sql.SQL("alter role {} {} password {}").format(role, right, sql.Literal(password))
    )


def _create_extensions(layout: Layout) -> None:
    with psycopg.connect(superuser_url(layout, "template1"), autocommit=True) as connection:
        for extension in EXTENSIONS:
            connection.execute(
                sql.SQL("create extension if not exists {}").format(sql.Identifier(extension))
            )


def _url(layout: Layout, role: str, password: str, database: str) -> str:
    query = urlencode({"host": str(layout.socket_folder), "port": PORT}, quote_via=quote)
    return f"postgresql://{role}:{quote(password, safe='')}@/{database}?{query}"
