"""`cotmoc serve`: the pages, the database and the job worker, until Ctrl-C."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.config.serving import ServeOptions, serve

NAME = "serve"
HELP = gettext_lazy("Serve the pages; the database and the job worker run beside them.")
EXAMPLE = "cotmoc serve --port 8080 --open"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds where to serve, and whether to open a browser."""
    parser.add_argument(
        "--host",
        default=ServeOptions.host,
        help=_("address to listen on; 0.0.0.0 serves the local network (default: %(default)s)"),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=ServeOptions.port,
        help=_("port to listen on, 0 for any that is free (default: %(default)s)"),
    )
    parser.add_argument("--open", action="store_true", help=_("open a browser at the first page"))


def run(options: argparse.Namespace) -> None:
    """Serves until interrupted."""
    serve(
        ServeOptions(host=options.host, port=options.port, open_browser=options.open),
        options.database,
    )
