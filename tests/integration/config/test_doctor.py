"""The diagnosis of whole installations."""

from __future__ import annotations

import json

from tests.integration.config.conftest import Installation


def findings(installation: Installation) -> dict[str, str]:
    """The state of each check, by its name."""
    done = installation.run("doctor", "--json")
    return {finding["check"]: finding["state"] for finding in json.loads(done.stdout)}


def test_working_installation_has_a_working_database(installation: Installation) -> None:
    found = findings(installation)
    assert (found["database"], found["migrations"], found["jobs"]) == ("ok", "ok", "ok")


def test_diagnosis_of_a_new_place_needs_nothing_prepared(empty_place: Installation) -> None:
    assert findings(empty_place)["migrations"] == "notice"


def test_open_key_makes_the_diagnosis_fail(installation: Installation) -> None:
    (installation.home / "secret-key").chmod(0o644)
    done = installation.run("doctor")
    assert (done.returncode, "chmod 600" in done.stdout) == (1, True)


def test_damaged_database_is_told_in_words(installation: Installation) -> None:
    (installation.home / "postgres" / "data" / "global" / "pg_control").unlink()
    done = installation.run("doctor")
    assert done.returncode == 1
    assert "The database does not answer" in done.stdout


def test_diagnosis_is_told_in_vietnamese(installation: Installation) -> None:
    done = installation.run("doctor", "--language", "vi")
    assert "cơ sở dữ liệu" in done.stdout
