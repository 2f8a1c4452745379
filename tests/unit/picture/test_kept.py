"""What is kept: as much as there is room for, under everything that it was made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.picture.queries.kept import Kept


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12))), st.integers(1, 20))
def test_sizes_kept_never_pass_the_room(asked: list[tuple[int, int]], room: int) -> None:
    kept: Kept[int] = Kept(room, lambda size: size)
    for key, size in asked:
        kept.get(key, lambda size=size: size)  # type: ignore[misc]
        assert 0 <= kept.size <= room


def test_value_asked_for_last_stays() -> None:
    kept: Kept[str] = Kept(2, len)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key)  # type: ignore[misc]
    assert [kept.get(key, lambda: "-") for key in ("a", "c")] == ["a", "c"]
    assert kept.get("b", lambda: "-") == "-"


def test_value_larger_than_the_room_is_given_and_not_kept() -> None:
    kept: Kept[str] = Kept(3, len)
    assert kept.get("long", lambda: "large") == "large"
    assert kept.get("long", lambda: "larger") == "larger"


def test_forgotten_value_is_made_anew() -> None:
    kept: Kept[str] = Kept(3, len)
    kept.get("key", lambda: "old")
    kept.forget()
    assert (kept.get("key", lambda: "new"), kept.size) == ("new", 3)
