"""The served installation: it answers, survives kills of its parts, and starts again after its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cotmoc.postgres import processes
from cotmoc.postgres.layout import Layout
from tests.integration.config.conftest import Installation


class Served:
    """A running `cotmoc serve`, its address, and what it said before."""

    def __init__(self, installation: Installation) -> None:
        self.home = installation.home
        self.process = installation.begin("serve", "--port", "0")
        self.said = ""
        assert self.process.stdout is not None
        while not (match := re.search(r"http://[\d.]+:\d+/", self.said)):
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        self.address = match[0]

    def status(self) -> int:
        """The HTTP status of the sign-in page, wherever the first page leads; 0 for no answer."""
        try:
            with urllib.request.urlopen(self.address, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def worker(self) -> int | None:
        """The process id of its job worker."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        for pid in (pid for file in children for pid in file.read_text().split()):
            if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
        return None

    def database(self) -> int | None:
        """The process id of its database server."""
        return processes.running_server(Layout(self.home))

    def end(self, sign: signal.Signals) -> int:
        """End it and return its exit code."""
        self.process.send_signal(sign)
        code = self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def wait_until(settled: Callable[[], object], limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while not settled():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def served(installation: Installation) -> Iterator[Served]:
    running = Served(installation)
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGKILL)
        wait_until(lambda: running.database() is None)


def test_first_page_is_served(served: Served) -> None:
    assert served.status() == 200


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_in_order(served: Served, sign: signal.Signals) -> None:
    wait_until(served.worker)
    worker, database = served.worker(), served.database()
    code = served.end(sign)
    assert code == 0
    assert worker
    assert database
    assert not processes.is_alive(worker)
    assert not processes.is_alive(database)


def test_killed_worker_is_replaced(served: Served) -> None:
    wait_until(served.worker)
    worker = served.worker()
    assert worker
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: served.worker() not in (None, worker))


def test_killed_database_is_replaced(served: Served) -> None:
    database = served.database()
    assert database
    os.kill(database, signal.SIGKILL)
    wait_until(lambda: served.database() not in (None, database))
    wait_until(lambda: served.status() == 200)


def test_start_after_a_kill_of_everything_says_that_it_recovered(
    served: Served, installation: Installation
) -> None:
    database = served.database()
    assert database
    served.process.send_signal(signal.SIGSTOP)  # so that it does not replace the database meanwhile
    os.kill(database, signal.SIGKILL)
    served.end(signal.SIGKILL)
    again = Served(installation)
    status = again.status()
    again.end(signal.SIGTERM)
    assert "repaired itself" in again.said
    assert status == 200


def test_second_command_uses_the_running_database(
    served: Served, installation: Installation
) -> None:
    before = served.database()
    done = installation.run("user", "list")
    assert (done.returncode, served.database()) == (0, before)


def test_port_in_use_is_told_in_words(served: Served, installation: Installation) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    done = installation.run("serve", "--port", port)
    assert (done.returncode, "serve.port" in done.stderr) == (1, True)


def test_worker_ends_with_its_killed_server(served: Served) -> None:
    wait_until(served.worker)
    worker = served.worker()
    assert worker
    served.end(signal.SIGKILL)
    wait_until(lambda: not processes.is_alive(worker))


def test_output_into_a_closed_pipe_is_no_crash(installation: Installation) -> None:
    words = " ".join(installation.command("doctor"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} | head -1"],
        env=installation.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
