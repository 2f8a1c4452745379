"""Killed at any moment and started again, an import has every row in once: the same as one that was left alone."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.postgres.layout import Layout
from cotmoc.postgres.roles import application_url
from cotmoc.postgres.server import start
from tests.integration.config.conftest import Installation, short_folder

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

RECORDS = 2_000
PROFILE = Profile(
    name="seizures",
    kind="incident",
    register="seizures",
    columns=(
        ColumnRule("No", "reference"),
        ColumnRule("Date", "occurred.date"),
        ColumnRule("Place", "place.written"),
        ColumnRule("Goods", "seizure[1].commodity"),
        ColumnRule("Quantity", "seizure[1].quantity"),
    ),
    key=("No",),
)
STANDING = """
    SELECT r.key, v.number, v.content_hash,
           (SELECT count(*) FROM records_seizurestatement s WHERE s.version_id = v.id)
    FROM records_sourcerecord r
    JOIN access_agency a ON a.id = r.agency_id
    JOIN records_sourceversion v ON v.record_id = r.id
    WHERE a.code = %s AND (%s = 'all' OR v.id = r.current_id)
    ORDER BY r.key, v.number
"""


def write_input(folder: Path) -> Path:
    """A file of incidents over ten years, every tenth of two rows far apart, with some rows that will be parked."""
    rows = []
    for number in range(RECORDS):
        day = f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{2016 + number % 10}"
        day = "some day" if number % 250 == 7 else day
        rows.append(f"N{number:05d},{day},Place {number},heroin,{number % 90 + 1} kg")
    rows += [f"{row.rsplit(',', 2)[0]},tobacco,3 kg" for row in rows[::10]]
    path = folder / "seizures.csv"
    path.write_text("\n".join(("No,Date,Place,Goods,Quantity", *rows)), encoding="utf-8")
    profile = json.dumps(PROFILE.to_json())
    path.with_suffix(".profile.json").write_text(profile, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def prepared() -> Iterator[tuple[Path, Path]]:
    """A data folder in which agency Bravo has taken the file in undisturbed, and the file."""
    home, inputs = short_folder(), short_folder()
    installation = Installation(home)
    for code in ("alpha", "bravo"):
        done = installation.run(
            "agency", "add", code, "--kind", "other", "--name", code, "--name-en", code,
            "--short", code, "--short-en", code,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    path = write_input(inputs)
    done = installation.run("import", str(path), *import_words(path, "bravo"))
    assert done.returncode == 0, done.stderr
    yield home, path
    shutil.rmtree(home)
    shutil.rmtree(inputs)


@pytest.fixture
def alpha(prepared: tuple[Path, Path]) -> Iterator[tuple[Installation, Path]]:
    """A copy of that data folder, in which agency Alpha has nothing yet."""
    home, path = prepared
    folder = short_folder()
    subprocess.run(["cp", "-a", f"{home}/.", folder], check=True)
    yield Installation(folder), path
    shutil.rmtree(folder)


def import_words(path: Path, agency: str) -> list[str]:
    """The options of the command that takes the file in."""
    return ["--agency", agency, "--profile", str(path.with_suffix(".profile.json"))]


def kill(process: subprocess.Popen[str]) -> None:
    """Ends the process as a power cut would: its database server dies with it."""
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    if process.stdout is not None:
        process.stdout.close()


def standing(database: psycopg.Connection, agency: str, versions: str) -> list[tuple[object, ...]]:
    """Key, version number, content hash and number of seizures of an agency's records."""
    return database.execute(STANDING, (agency, versions)).fetchall()


def check_alpha_is_as_bravo(installation: Installation) -> None:
    """Alpha's records, versions and statements are exactly Bravo's, and no version came twice."""
    with database_of(installation) as database:
        undisturbed = standing(database, "bravo", "current")
        assert len(undisturbed) == RECORDS - RECORDS // 250
        assert standing(database, "alpha", "current") == undisturbed
        assert standing(database, "alpha", "all") == undisturbed
        batches = "SELECT count(*) FROM records_batch b JOIN access_agency a ON a.id = b.agency_id"
        row = database.execute(f"{batches} WHERE a.code = 'alpha'").fetchone()
        assert row == (1,)


@contextmanager
def database_of(installation: Installation) -> Iterator[psycopg.Connection]:
    """A connection to the installation's database, started for it."""
    server = start(installation.home)
    try:
        with psycopg.connect(server.url) as database:
            yield database
    finally:
        server.stop()


@contextmanager
def worker_of(
    installation: Installation,
) -> Iterator[tuple[subprocess.Popen[str], psycopg.Connection]]:
    """A worker that is killed in the end, and a connection to the database that runs with it."""
    process = installation.begin("worker", "--alone")
    try:
        with connected(installation, process) as database:
            yield process, database
    finally:
        kill(process)


def connected(installation: Installation, process: subprocess.Popen[str]) -> psycopg.Connection:
    """A connection to the database that the process starts."""
    url = application_url(Layout(installation.home))
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError:
            assert process.poll() is None
            time.sleep(0.1)
    raise TimeoutError(url)


def wait_until_at_work(database: psycopg.Connection) -> None:
    """Lets the worker begin with the job; a file that is done already needs no waiting for."""
    begun = "SELECT attempts > %s OR state IN ('checked', 'committed') FROM ingest_upload"
    before = database.execute("SELECT attempts FROM ingest_upload ORDER BY id DESC").fetchone()
    assert before is not None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        row = database.execute(f"{begun} ORDER BY id DESC", before).fetchone()
        if row and row[0]:
            return
        time.sleep(0.02)
    raise TimeoutError("the worker did not begin")


def wait_for_state(installation: Installation, state: str) -> None:
    """Lets the worker go on until the last upload is in the state."""
    with worker_of(installation) as (_process, database):
        deadline = time.monotonic() + 180
        found: object = None
        while found != state and time.monotonic() < deadline:
            last = "SELECT state FROM ingest_upload ORDER BY id DESC LIMIT 1"
            row = database.execute(last).fetchone()
            found = row[0] if row else None
            time.sleep(0.2)
    assert found == state


def test_import_killed_again_and_again_has_every_row_in_once(
    alpha: tuple[Installation, Path],
) -> None:
    installation, path = alpha
    moments = random.Random(1)
    for _round in range(4):
        process = installation.begin("import", str(path), *import_words(path, "alpha"))
        assert process.stdout is not None
        while not process.stdout.readline().startswith("seizures.csv"):
            assert process.poll() is None
        time.sleep(moments.uniform(0, 4))
        kill(process)
    done = installation.run("import", str(path), *import_words(path, "alpha"))
    assert done.returncode == 0, done.stderr
    check_alpha_is_as_bravo(installation)


def test_worker_killed_again_and_again_has_every_row_in_once(
    alpha: tuple[Installation, Path],
) -> None:
    installation, path = alpha
    moments = random.Random(3)
    for task, state in (("check", "checked"), ("commit", "committed")):
        asked = [sys.executable, "-m", "tests.integration.ingest.asking_for_work", task, str(path)]
        subprocess.run(asked, env=installation.environment, check=True, timeout=120)
        for _round in range(3):
            with worker_of(installation) as (_process, database):
                wait_until_at_work(database)
                time.sleep(moments.uniform(0, 2))
        wait_for_state(installation, state)
    check_alpha_is_as_bravo(installation)
