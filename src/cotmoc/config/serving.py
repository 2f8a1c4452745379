"""Serves the pages with a production server, beside a worker that does the queued jobs."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import socket
import threading
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from cotmoc.config.errors import PortError
from cotmoc.config.supervision import Supervisor
from cotmoc.postgres.server import Server

#: With less of the machine's memory left than this share a warning is logged.
_LEAST_FREE = 0.1
MOST_BODY_BYTES = 4 * 1024**3  # a year of a province's records in one file is well below


@dataclass(frozen=True)
class ServeOptions:
    """Where to serve, and which page to open in the browser when `open_browser`."""

    host: str = "127.0.0.1"
    port: int = 8000
    open_browser: bool = False
    path: str = "/"
    threads: int = 8


def serve(options: ServeOptions, database: Server | None) -> None:
    """Serve until interrupted (SIGINT or SIGTERM); raises PortError when the address is taken.

    `database` is the running embedded server, which is kept alive, or None for DATABASE_URL.
    """
    _allow_own_names(options.host)
    listener = _listen(options)
    server = _http_server(listener, options)
    address = f"http://{_shown_host(options.host)}:{listener.getsockname()[1]}{options.path}"
    # The server's own loop ends on these; they may also come a moment before it or after it.
    with Supervisor(database), contextlib.suppress(KeyboardInterrupt, SystemExit):
        print(
            _("Cotmoc is open at %(address)s (Ctrl-C ends it)") % {"address": address}, flush=True
        )
        if options.open_browser and _has_screen():
            webbrowser.open(address)
        threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
        server.run()
    server.close()


def _warm_up() -> None:
    """Makes what the first page and the first search would have to wait for, while pages are already served."""
    from cotmoc.areas.queries import gazetteer
    from cotmoc.picture.facts.store import current_facts
    from cotmoc.records.queries.party_index import warm_up as warm_up_known
    from cotmoc.search.queries.finding import warm_up

    try:
        gazetteer()
        current_facts()
        searched = warm_up()
        warn_of_memory(searched, warm_up_known())
        _ = gazetteer().parts
    except Exception:  # whoever asks first makes it, or is told what is wrong
        logging.getLogger(__name__).exception("not everything could be made ready")
    finally:
        connections.close_all()


def warn_of_memory(searched: int, known: int, meminfo: Path = Path("/proc/meminfo")) -> bool:
    """True where little memory is left beside the two indexes (bytes) of this process; their sizes are then logged.

    False where the system does not say, too.
    """
    if not meminfo.exists():
        return False
    stated = dict(line.split(":", 1) for line in meminfo.read_text().splitlines() if ":" in line)
    total, free = (
        int(stated.get(name, "0").split()[0]) // 1024 for name in ("MemTotal", "MemAvailable")
    )
    if free >= _LEAST_FREE * total:
        return False
    logging.getLogger(__name__).warning(
        "little memory is left: %d of %d MB, beside %d MB for the search and %d MB for who is known; "
        "give this machine more, or serve from another one",
        free,
        total,
        searched // 2**20,
        known // 2**20,
    )
    return True


def _listen(options: ServeOptions) -> socket.socket:
    try:
        family = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((options.host, options.port), family=family, backlog=1024)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{options.host}:{options.port} cannot be used: {reason}"
        raise PortError(message, host=options.host, port=options.port, reason=reason) from error


def _http_server(listener: socket.socket, options: ServeOptions) -> Any:
    from cotmoc.config.wsgi import application

    return waitress.create_server(
        application,
        sockets=[listener],
        threads=options.threads,
        max_request_body_size=MOST_BODY_BYTES,
        ident=None,
    )


def _allow_own_names(host: str) -> None:
    """Let the pages be asked for by this machine's own names when it serves to the network."""
    if os.environ.get("COTMOC_HOSTS") or _is_loopback(host):
        return
    names = {host, socket.gethostname(), socket.getfqdn(), *_own_addresses()}
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *sorted(names)]


def _own_addresses() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None)
    except socket.gaierror:  # the machine's own name is not in its list of hosts
        return set()
    return {str(entry[4][0]) for entry in found}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - shown, not bound
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """Whether a browser can show itself; without a screen one would take over the terminal."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
