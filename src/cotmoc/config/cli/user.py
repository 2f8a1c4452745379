"""`cotmoc user`: who may sign in, and as what."""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "user"
HELP = gettext_lazy("Add users, give them roles and passwords, list them.")
EXAMPLE = """cotmoc user add lan --agency customs --role analyst --role officer
  cotmoc user password lan
  cotmoc user list --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds what to do: list, add, roles, password."""
    tasks = parser.add_subparsers(dest="task", required=True, metavar=_("TASK"))
    _configure_list(tasks.add_parser("list", help=_("every user with agency and roles")))
    _configure_add(tasks.add_parser("add", help=_("a new user")))
    roles = tasks.add_parser("roles", help=_("give a user exactly these roles"))
    roles.add_argument("username", metavar=_("USER"))
    _add_roles(roles)
    password = tasks.add_parser("password", help=_("set a user's password"))
    password.add_argument("username", metavar=_("USER"))
    _add_generate(password)


def _configure_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def _configure_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", metavar=_("USER"))
    parser.add_argument("--name", default="", help=_("full name"))
    parser.add_argument("--agency", help=_("code of the agency; none for users above the agencies"))
    parser.add_argument("--unit", help=_("code of the unit"))
    parser.add_argument("--reads", choices=("vi", "en"), default="vi", help=_("language of pages"))
    _add_roles(parser)
    _add_generate(parser)


def _add_roles(parser: argparse.ArgumentParser) -> None:
    from cotmoc.access.core.viewer import Role

    parser.add_argument(
        "--role",
        action="append",
        required=True,
        choices=[role.value for role in Role],
        help=_("role; give it once for each"),
    )


def _add_generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--generate",
        action="store_true",
        help=_("make up a password and show it, instead of asking for one"),
    )


def run(options: argparse.Namespace) -> None:
    """Does the task."""
    {"list": _list, "add": _add, "roles": _roles, "password": _password}[options.task](options)


def _list(options: argparse.Namespace) -> None:
    from cotmoc.access.core.viewer import console
    from cotmoc.access.queries.organisation import users

    rows: list[dict[str, Any]] = [
        {
            "username": user.username,
            "name": user.first_name,
            "agency": user.agency.code if user.agency else None,
            "unit": user.unit.code if user.unit else None,
            "roles": user.roles,
        }
        for user in users(viewer=console("user list"))
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['username']:20} {row['agency'] or '-':16} {', '.join(row['roles'])}")


def _add(options: argparse.Namespace) -> None:
    from cotmoc.access.actions.organisation import UserDraft, create_user
    from cotmoc.access.core.viewer import Role, console

    draft = UserDraft(
        username=options.username,
        roles=[Role(role) for role in options.role],
        agency=options.agency,
        unit=options.unit,
        full_name=options.name,
        password=_new_password(options),
        language=options.reads,
    )
    create_user(actor=console("user add"), draft=draft)
    print(_("%(user)s may sign in now.") % {"user": options.username})


def _roles(options: argparse.Namespace) -> None:
    from cotmoc.access.actions.organisation import set_user_roles
    from cotmoc.access.core.viewer import Role, console

    set_user_roles(
        actor=console("user roles"),
        username=options.username,
        roles=[Role(role) for role in options.role],
    )


def _password(options: argparse.Namespace) -> None:
    from cotmoc.access.actions.organisation import set_user_password
    from cotmoc.access.core.viewer import console

    set_user_password(
        actor=console("user password"),
        username=options.username,
        password=_new_password(options),
    )


def _new_password(options: argparse.Namespace) -> str:
    """A made-up password, shown once; else one asked for, or the first line of a pipe."""
    if options.generate:
        password = secrets.token_urlsafe(12)
        print(_("Password: %(password)s") % {"password": password})
        return password
    if sys.stdin.isatty():
        return getpass.getpass(_("New password: "))
    return sys.stdin.readline().rstrip("\n")
