"""The search page and the command, in both languages."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import translation

from cotmoc.access.core.viewer import Viewer
from cotmoc.config.texts.search import as_json, as_text
from cotmoc.search.queries.finding import search
from tests.cast import Cast, user_of
from tests.integration.records_cast import record_id
from tests.integration.search.conftest import people

__all__ = ["people"]
pytestmark = pytest.mark.django_db


def opened(
    viewer: Viewer,
    language: str = "en",
    *,
    fragment: bool = False,
    asked: dict[str, str] | None = None,
    q: str = "",
) -> str:
    """The page, or the list alone, for what is asked."""
    client = Client()
    client.force_login(user_of(viewer))
    client.cookies["django_language"] = language
    headers = {"HX-Request": "true"} if fragment else {}
    answer = client.get("/search/", asked or {"q": q}, headers=headers)
    assert answer.status_code == 200
    return answer.text


def test_page_shows_what_fits_with_its_reasons(people: Cast) -> None:
    page = opened(people.alpha_analyst, q="nguyen van duc 1985 mong cai")
    assert f'href="/incidents/{record_id("A-1")}/"' in page
    assert "the words nguyen van duc" in page
    assert "born in 1985" in page
    assert "lives in “Móng Cái”" in page
    assert "<mark>Nguyễn Văn Đức</mark>" in page


def test_page_shows_how_the_question_was_understood_and_lets_it_be_corrected(people: Cast) -> None:
    page = opened(people.alpha_analyst, q="nguyen van duc 1985 mong cai")
    assert "Understood as" in page
    assert "q=nguyen+van+duc+1985+mong+cai&amp;as=mong+cai%3Aname" in page
    said = {"q": "nguyen van duc mong cai", "as": "mong cai:name"}
    corrected = opened(people.alpha_analyst, asked=said)
    assert "lives in" not in corrected
    assert 'name="as" value="mong cai:name"' in corrected


def test_page_is_vietnamese_where_that_is_chosen(people: Cast) -> None:
    page = opened(people.alpha_analyst, "vi", q="le thi cin")
    assert "Tìm kiếm" in page
    assert "phát âm gần giống" in page


def test_script_gets_the_list_alone(people: Cast) -> None:
    fragment = opened(people.alpha_analyst, fragment=True, q="tran thi xinh")
    assert "<html" not in fragment
    assert "Trần Thị Xinh" in fragment


def test_closed_one_is_not_there(people: Cast) -> None:
    page = opened(people.bravo_analyst, q="le thi kin")
    assert "Lê Thị Kín" not in page
    assert "closed" not in page.partition("<main")[2]


def test_nothing_asked_shows_the_box_alone(people: Cast) -> None:
    page = opened(people.alpha_analyst)
    assert 'id="search-q"' in page
    assert "found-person" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "Type at least two letters"),
        ("khongcogi zzzz", "Nothing fits that"),
        ("nguyen " * 500, "Only the beginning of what was typed is read"),
    ],
)
def test_page_says_what_is_wrong_with_the_question(people: Cast, text: str, said: str) -> None:
    assert said in opened(people.alpha_analyst, q=text)


def test_what_was_typed_is_escaped(people: Cast) -> None:
    page = opened(people.alpha_analyst, q="<img src=x>nguyen")
    assert "<img" not in page
    assert "&lt;img" in page


def test_who_reads_no_records_may_not_open_it(people: Cast) -> None:
    client = Client()
    client.force_login(user_of(people.administrator))
    assert client.get("/search/").status_code == 403


def test_command_says_the_same_as_text_and_as_json(people: Cast) -> None:
    answer = search(viewer=people.inspector, text="tran thi xinh 022085001234")
    assert "Trần Thị Xinh" in as_text(answer)
    told = json.loads(as_json(answer))
    assert told["groups"][0]["hits"][0]["label"] == "Trần Thị Xinh"


def test_command_says_that_nothing_fits(people: Cast) -> None:
    with translation.override("en"):
        told = as_text(search(viewer=people.inspector, text="khongcogi"))
    assert told.splitlines() == ["name: khongcogi", "", "Nothing fits that"]
