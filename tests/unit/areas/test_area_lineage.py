"""Former areas carried to those of today."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.areas.core.facts import LineageFact
from cotmoc.areas.core.lineage import Lineages, Successor


def link(
    predecessor: str,
    successor: str,
    *,
    divided: bool = False,
    default: bool = True,
    share: float | None = None,
) -> LineageFact:
    return LineageFact(predecessor, successor, divided, default, "test", share)


def test_area_without_successors_is_its_own_today() -> None:
    assert Lineages([]).today("a") == ("a", False)


def test_merged_area_is_carried_without_estimate() -> None:
    assert Lineages([link("a", "z"), link("b", "z")]).today("a") == ("z", False)


def test_divided_area_is_carried_to_its_default_as_an_estimate() -> None:
    lineages = Lineages([link("a", "y", divided=True, default=False), link("a", "z", divided=True)])
    assert lineages.today("a") == ("z", True)


def test_estimate_of_an_earlier_step_stays_an_estimate() -> None:
    lineages = Lineages(
        [
            link("a", "b", divided=True),
            link("a", "c", divided=True, default=False),
            link("b", "z"),
        ]
    )
    assert lineages.today("a") == ("z", True)


def test_shares_multiply_along_the_line() -> None:
    lineages = Lineages(
        [
            link("a", "b", divided=True, share=0.5),
            link("a", "c", divided=True, default=False, share=0.5),
            link("b", "d", divided=True, share=0.5),
            link("b", "e", divided=True, default=False, share=0.5),
        ]
    )
    assert lineages.successors("a") == (
        Successor("d", 0.25, True),
        Successor("e", 0.25, True),
        Successor("c", 0.5, True),
    )


def test_shares_of_two_ways_to_one_area_add_up() -> None:
    lineages = Lineages(
        [
            link("a", "b", divided=True, share=0.3),
            link("a", "c", divided=True, default=False, share=0.7),
            link("b", "z"),
            link("c", "z"),
        ]
    )
    assert lineages.successors("a") == (Successor("z", 1.0, True),)


def test_unknown_share_stays_unknown() -> None:
    lineages = Lineages([link("a", "b", divided=True), link("a", "c", divided=True, default=False)])
    assert [successor.share for successor in lineages.successors("a")] == [None, None]


CODES = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(CODES, CODES, st.booleans()).filter(lambda t: t[0] != t[1])))
def test_following_lineage_ends_even_in_circles(links: list[tuple[str, str, bool]]) -> None:
    lineages = Lineages(link(a, b, divided=divided) for a, b, divided in links)
    for code in "abcdefgh":
        assert lineages.today(code)[0] in set("abcdefgh")
        assert code not in lineages.relatives(code)
        lineages.successors(code)


@given(st.lists(st.tuples(CODES, CODES).filter(lambda t: t[0] < t[1])))
def test_today_is_among_the_successors(links: list[tuple[str, str]]) -> None:
    lineages = Lineages(link(a, b) for a, b in links)
    for code in "abcdefgh":
        assert lineages.today(code)[0] in {s.code for s in lineages.successors(code)}
