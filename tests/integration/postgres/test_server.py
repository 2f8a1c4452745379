"""The launcher against real servers: started, shared, killed and started again."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from cotmoc.postgres import processes
from cotmoc.postgres.errors import VersionError
from cotmoc.postgres.layout import Layout
from cotmoc.postgres.server import CRASHED, LEFT_RUNNING, Server, start

# A launcher in a process of its own: it starts the server, says so, and waits to be killed.
LAUNCHER = """
import sys, time
from pathlib import Path
from cotmoc.postgres.server import start
server = start(Path(sys.argv[1]))
print(server.pid, flush=True)
time.sleep(600)
"""


def launch_elsewhere(home: Path) -> tuple[subprocess.Popen[str], int]:
    """Another process that has started the server, and the server's process id."""
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    return launcher, int(launcher.stdout.readline())


def kill(launcher: subprocess.Popen[str]) -> None:
    launcher.kill()
    launcher.wait()
    assert launcher.stdout is not None
    launcher.stdout.close()


def wait_until(settled: Callable[[], bool], limit_s: float = 30) -> None:
    deadline = time.monotonic() + limit_s
    while not settled():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def answer(server: Server, question: str) -> object:
    with psycopg.connect(server.url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_first_start_recovers_nothing(empty_home: Path) -> None:
    server = start(empty_home, durable=False)
    server.stop()
    assert server.recovered is None


def test_database_keeps_checksums_of_its_pages(home: Path) -> None:
    server = start(home, durable=False)
    found = answer(server, "show data_checksums")
    server.stop()
    assert found == "on"


def test_database_holds_vietnamese_and_sorts_alike_everywhere(home: Path) -> None:
    server = start(home, durable=False)
    found = answer(
        server, "select lower('ĐẮK LẮK') || datlocale from pg_database where datname = 'cotmoc'"
    )
    server.stop()
    assert found == "đắk lắkC.UTF-8"


def test_server_listens_on_no_network(home: Path) -> None:
    server = start(home, durable=False)
    found = answer(server, "show listen_addresses")
    server.stop()
    assert found == ""


def test_passwords_and_socket_are_closed_to_others(home: Path) -> None:
    server = start(home, durable=False)
    layout = Layout(home)
    modes = [
        stat.S_IMODE(path.stat().st_mode)
        for path in (layout.password, layout.superuser_password, layout.socket_folder, layout.data)
    ]
    server.stop()
    assert modes == [0o600, 0o600, 0o700, 0o700]


def test_wrong_password_is_refused(home: Path) -> None:
    server = start(home, durable=False)
    password = Layout(home).password.read_text(encoding="ascii")
    try:
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(server.url.replace(password, "guess"))
    finally:
        server.stop()


def test_role_of_the_product_may_not_create_databases(home: Path) -> None:
    server = start(home, durable=False)
    found = answer(
        server, "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
    )
    server.stop()
    assert found is False


def test_stop_ends_the_server(home: Path) -> None:
    server = start(home, durable=False)
    server.stop()
    assert not processes.is_alive(server.pid)


def test_second_start_attaches_to_the_first(home: Path) -> None:
    first = start(home, durable=False)
    second = start(home)
    second.stop()
    pids, alive = (first.pid, second.pid), first.alive
    first.stop()
    assert pids[0] == pids[1]
    assert alive


def test_stop_waits_for_others_who_use_the_server(home: Path) -> None:
    first = start(home, durable=False)
    second = start(home)
    with ThreadPoolExecutor(1) as pool:
        stopping = pool.submit(first.stop, patience_s=60)
        time.sleep(0.3)
        assert not stopping.done()
        found = answer(second, "select 1")
        second.stop()
        stopping.result()
    assert found == 1


def test_starts_at_the_same_moment_make_one_server(empty_home: Path) -> None:
    launchers = [
        subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(empty_home)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    pids = {launcher.stdout.readline() for launcher in launchers if launcher.stdout}
    for launcher in launchers:
        kill(launcher)
    wait_until(lambda: processes.running_server(Layout(empty_home)) is None)
    assert len(pids) == 1


def test_server_ends_in_order_when_its_launcher_is_killed(home: Path) -> None:
    launcher, pid = launch_elsewhere(home)
    kill(launcher)
    wait_until(lambda: not processes.is_alive(pid))
    server = start(home, durable=False)
    server.stop()
    assert server.recovered == LEFT_RUNNING


def test_start_right_after_the_launcher_is_killed_gives_a_working_server(home: Path) -> None:
    launcher, _ = launch_elsewhere(home)
    kill(launcher)
    server = start(home, durable=False)
    found = answer(server, "select 1")
    server.stop()
    assert found == 1


def test_committed_rows_survive_when_server_and_launcher_are_killed(home: Path) -> None:
    launcher, pid = launch_elsewhere(home)
    attached = start(home)
    connection = psycopg.connect(attached.url)
    connection.execute("create table kept as select generate_series(1, 1000) as number")
    connection.commit()
    connection.execute("insert into kept values (1001)")
    os.kill(pid, signal.SIGKILL)
    connection.close()
    attached.stop()
    kill(launcher)
    server = start(home)
    found = answer(server, "select count(*) from kept")
    server.stop()
    assert (found, server.recovered) == (1000, CRASHED)


def test_every_process_of_the_server_killed_at_once_is_recovered_from(home: Path) -> None:
    launcher, pid = launch_elsewhere(home)
    family = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    for child in [pid, *map(int, family.stdout.split())]:
        os.kill(child, signal.SIGKILL)
    kill(launcher)
    server = start(home)
    found = answer(server, "select 1")
    server.stop()
    assert (found, server.recovered) == (1, CRASHED)


def test_process_id_used_again_by_a_stranger_does_not_block_the_start(home: Path) -> None:
    start(home, durable=False).stop()
    note = Layout(home).data / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{Layout(home).data}\n", encoding="ascii")
    server = start(home, durable=False)
    found = answer(server, "select 1")
    server.stop()
    assert found == 1


def test_creation_cut_off_half_way_is_begun_again(empty_home: Path) -> None:
    unfinished = Layout(empty_home).unfinished_data
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n", encoding="ascii")
    server = start(empty_home, durable=False)
    found = answer(server, "select 1")
    server.stop()
    assert found == 1


def test_database_of_another_major_version_is_refused_with_what_to_do(home: Path) -> None:
    start(home, durable=False).stop()
    (Layout(home).data / "PG_VERSION").write_text("14\n", encoding="ascii")
    with pytest.raises(VersionError, match="cotmoc backup"):
        start(home)


def test_long_path_of_the_data_folder_is_served_from_a_short_one(empty_home: Path) -> None:
    deep = empty_home / ("x" * 60) / ("y" * 60)
    server = start(deep, durable=False)
    found = answer(server, "select 1")
    server.stop()
    Layout(deep).socket_folder.rmdir()
    assert found == 1


def test_revived_server_answers_at_the_same_address(home: Path) -> None:
    server = start(home, durable=False)
    address = server.url
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not server.alive)
    server.revive()
    found = answer(server, "select 1")
    server.stop()
    assert (found, server.url) == (1, address)


def test_system_server_is_used_when_the_package_has_none(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cotmoc.postgres import binaries

    if not binaries.system_folders():
        pytest.skip("no system PostgreSQL: apt-get install postgresql")
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    server = start(empty_home, durable=False)
    found = answer(server, "select 1")
    server.stop()
    assert (found, "pginstall" in str(server.binaries.folder)) == (1, False)
