import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.postgres.layout import LONGEST_SOCKET_FOLDER_BYTES, Layout

PARTS = st.lists(st.text("abcđê", min_size=1, max_size=30), min_size=1, max_size=12)


@given(PARTS)
def test_socket_folder_of_any_home_fits_into_an_address(parts: list[str]) -> None:
    folder = Layout(Path("/", *parts)).socket_folder
    assert len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER_BYTES


def test_socket_folder_of_a_short_home_lies_inside_it() -> None:
    assert Layout(Path("/srv/cotmoc")).socket_folder == Path("/srv/cotmoc/postgres/run")


def test_socket_folders_of_two_long_homes_differ() -> None:
    one, other = (Path("/srv", "x" * 100, name) for name in ("alpha", "bravo"))
    assert Layout(one).socket_folder != Layout(other).socket_folder
