"""The page in two answers: together they say what the whole page says, of one revision, to whom it is for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cotmoc.picture.queries.page import forget_pictures
from tests.cast import Cast
from tests.functional.picture.test_picture_pages import figures_on
from tests.functional.visiting import signed_in
from tests.integration.picture_world import COMMUNES, PROVINCE
from tests.integration.records_cast import record, take_in

ASKED = {"area": PROVINCE, "from": "2025-07-01", "to": "2026-01-31"}
PRESSED = {"HX-Request": "true", "HX-Target": "picture-first"}
FOLLOWS = re.compile(r'data-picture-next hidden hx-get="([^"]+)"')


def pressed(client: Client, asked: dict[str, str]) -> str:
    """What the press of a link to the picture is answered with."""
    return client.get("/picture/", asked, headers=PRESSED).content.decode()


def following(first: str) -> str:
    """The address at which the first answer has the rest asked for."""
    found = FOLLOWS.search(first)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    "asked", [ASKED, {"area": PROVINCE, "known_at": "r3"}, {"offence": "none"}]
)
def test_both_answers_have_the_figures_of_the_whole_page(
    full_province: Cast, asked: dict[str, str]
) -> None:
    client = signed_in(full_province.bravo_analyst, "en")
    first = pressed(client, asked)
    rest = client.get(following(first), headers=PRESSED).content.decode()
    forget_pictures()
    whole = client.get("/picture/", asked).content.decode()
    assert figures_on(first) | figures_on(rest) == figures_on(whole)
    assert len(figures_on(first)) > 4


def test_first_answer_brings_no_filter_bar_and_names_the_page(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    first = pressed(client, {"area": COMMUNES[0]})
    assert "<title>" in first
    assert 'data-where="Xã 1, Quảng Ninh"' in first
    assert "<select" not in first


def test_parts_are_not_kept_by_the_browser(full_province: Cast) -> None:
    client = signed_in(full_province.alpha_analyst, "en")
    for address in (f"/picture/?area={PROVINCE}", following(pressed(client, ASKED))):
        assert "no-store" in client.get(address, headers=PRESSED)["Cache-Control"], address


def test_rest_of_a_later_revision_brings_the_first_part_anew(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    client = signed_in(province.alpha_analyst, "en")
    first = pressed(client, {})
    take_in(province.alpha_analyst, [record("k2")])
    rest = client.get(following(first), headers=PRESSED).content.decode()
    assert 'id="picture-first" class="contents" hx-swap-oob="outerHTML"' in rest
    assert figures_on(rest) >= {("/lists/incidents/", "rows", "2")}


def test_rest_opened_as_a_page_is_the_picture(province: Cast) -> None:
    client = signed_in(province.alpha_analyst, "en")
    answer = client.get("/picture/rest/", {"offence": "smuggling"})
    assert answer["Location"] == "/picture/?offence=smuggling"


def test_what_is_kept_for_one_agency_is_not_shown_to_another(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", handling="closed")])
    own = signed_in(province.alpha_analyst, "en").get("/picture/?area=").content.decode()
    others = signed_in(province.bravo_analyst, "en").get("/picture/?area=").content.decode()
    again = signed_in(province.alpha_analyst, "en").get("/picture/?area=").content.decode()
    assert [text.count("1 closed to you") for text in (own, others, again)] == [0, 1, 0]


def test_kept_page_is_in_the_language_of_who_asks(full_province: Cast) -> None:
    for language, word in (
        ("en", "What stands out"),
        ("vi", "Điểm nổi bật"),
        ("en", "What stands out"),
    ):
        client = signed_in(full_province.alpha_analyst, language)
        assert word in client.get("/picture/", ASKED).content.decode()
