"""The one command `cotmoc`: finds its subcommands, and gives each a running database."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType, ModuleType
from typing import NoReturn

import django
from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from cotmoc.normalise.errors import CotmocError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return the exit code: 0, or 1 failed, 2 misused, 130 interrupted."""
    os.umask(0o077)  # whatever is written, records may be in it
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
    django.setup()
    language, rest = chosen_language(words)
    with translation.override(language):
        parser = build_parser()
        options = parser.parse_args(rest)
        if options.module is None:
            parser.print_help()
            return MISUSED
        return _run_safely(options)


def chosen_language(words: Sequence[str]) -> tuple[str, list[str]]:
    """`vi` or `en`, and the other words: what --language says, else the environment's language."""
    early = argparse.ArgumentParser(prog="cotmoc", add_help=False, allow_abbrev=False)
    _add_language(early)
    options, rest = early.parse_known_args(list(words))
    return getattr(options, "language", None) or _language_of_environment(), rest


def _language_of_environment() -> str:
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def subcommands() -> dict[str, ModuleType]:
    """Every module of `cotmoc.config.cli` by the name of its subcommand.

    A module has NAME, HELP, EXAMPLE, configure(parser) and run(options) -> exit code or None. With
    NEEDS_DATABASE = False it is run without one; otherwise `options.database` is the embedded
    server, or None for DATABASE_URL. WARNING, if any, is shown with its --help.
    """
    package = importlib.import_module("cotmoc.config.cli")
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    )
    return {module.NAME: module for module in modules}


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, in the active language."""
    parser = argparse.ArgumentParser(
        prog="cotmoc",
        description=_(
            "One picture of a border province's crime prevention, from several agencies."
        ),
        epilog=_("Each command explains itself: cotmoc serve --help"),
    )
    parser.set_defaults(module=None)
    _add_language(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for name, module in subcommands().items():
        _add_subcommand(commands, name, module)
    return parser


def _add_subcommand(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, module: ModuleType
) -> None:
    text = _(str(module.HELP))
    parser = commands.add_parser(
        name,
        help=text,
        description=f"{text} {getattr(module, 'WARNING', '')}".strip(),
        epilog=f"{_('Example:')}\n  {str(module.EXAMPLE).strip()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_language(parser)
    module.configure(parser)
    parser.set_defaults(module=module)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=("vi", "en"),
        default=argparse.SUPPRESS,
        help=_("language of the answers; otherwise that of the environment"),
    )


def _run_safely(options: argparse.Namespace) -> int:
    """Run the subcommand; every expected failure becomes one sentence and an exit code."""
    from cotmoc.config.messages import explanation

    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _leave_in_order)
    try:
        return _run(options)
    except CotmocError as error:
        print(f"{explanation(error)} [{error.code}]", file=sys.stderr)
        return FAILED
    except OperationalError as error:
        print(_("The database does not answer: %(reason)s") % {"reason": error}, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(_("Interrupted."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run(options: argparse.Namespace) -> int:
    with _database_of(options):
        result: int | None = options.module.run(options)
        sys.stdout.flush()
        return result or 0


@contextlib.contextmanager
def _database_of(options: argparse.Namespace) -> Iterator[None]:
    from cotmoc.config.database import load_areas, migrate, running_database

    options.database = None
    if not getattr(options.module, "NEEDS_DATABASE", True):
        yield
        return
    with running_database(say) as server:
        options.database = server
        migrate(say)
        load_areas()
        yield


def say(code: str) -> None:
    """Tell the user the notice of a code, beside the command's own answer."""
    from cotmoc.config.messages import notice

    print(notice(code), file=sys.stderr, flush=True)


def _leave_in_order(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
