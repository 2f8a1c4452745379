import stat
from pathlib import Path

import pytest

from cotmoc.config.errors import HomeError
from cotmoc.config.home import database_settings, home_folder, key_path, prepare_home, secret_key


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COTMOC_HOME", "COTMOC_SECRET_KEY", "DATABASE_URL", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_home_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTMOC_HOME", "/srv/cotmoc")
    assert home_folder() == Path("/srv/cotmoc")


def test_secret_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    prepare_home(tmp_path)
    assert stat.S_IMODE(key_path(tmp_path).stat().st_mode) == 0o600


def test_secret_key_stays_the_same(tmp_path: Path) -> None:
    prepare_home(tmp_path)
    first = secret_key(tmp_path)
    prepare_home(tmp_path)
    assert secret_key(tmp_path) == first


def test_secret_keys_of_two_installations_differ(tmp_path: Path) -> None:
    for name in ("alpha", "bravo"):
        prepare_home(tmp_path / name)
    assert secret_key(tmp_path / "alpha") != secret_key(tmp_path / "bravo")


def test_reading_the_secret_key_makes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert len(secret_key(home)) > 50
    assert not home.exists()


def test_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()
    with pytest.raises(HomeError) as caught:
        prepare_home(home)
    assert caught.value.params["folder"] == str(home)


def test_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://a%40b:p%2Fw@db.example:5433/name?sslmode=require"
    )
    found = database_settings(Path("/srv/cotmoc"))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "a@b",
        "p/w",
        "db.example",
        "5433",
        "name",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_database_address_may_name_the_folder_of_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@/name?host=%2Frun%2Fpg")
    assert database_settings(Path("/srv/cotmoc"))["HOST"] == "/run/pg"


def test_database_without_an_address_is_the_embedded_one() -> None:
    assert database_settings(Path("/srv/cotmoc"))["HOST"] == "/srv/cotmoc/postgres/run"
