"""The pages of areas: found by name, carried through the reforms, drawn only where boundaries were loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from cotmoc.areas.actions.packaged import load_packaged_areas
from tests.cast import CONSOLE, Cast, user_of

FORMER = "vn-2004-22-194-06724"


@pytest.fixture(scope="module")
def packaged(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The packaged areas, stored once for all tests here."""
    with django_db_blocker.unblock():
        load_packaged_areas(actor=CONSOLE, audit=lambda **_: None)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE areas_area CASCADE")
        cursor.execute("TRUNCATE areas_edition CASCADE")


@pytest.fixture
def reader(packaged: None, cast: Cast, client: Client) -> Client:
    """Alpha's analyst, who reads English."""
    client.force_login(user_of(cast.alpha_analyst))
    client.cookies["django_language"] = "en"
    return client


def test_areas_are_found_without_tone_marks(reader: Client) -> None:
    assert "Phường Móng Cái 1" in reader.get("/areas/?q=mong cai").text


def test_areas_of_a_kind_are_in_vietnamese_order(reader: Client) -> None:
    text = reader.get("/areas/?kind=province").text
    assert text.index("Tỉnh Cà Mau") < text.index("Thành phố Đà Nẵng") < text.index("Tỉnh Gia Lai")


def test_areas_that_no_name_fits_are_an_answer(reader: Client) -> None:
    assert "Neither an area begins with that" in reader.get("/areas/?q=zzzz").text


def test_written_address_is_read_with_precision_and_confidence(reader: Client) -> None:
    text = reader.get("/areas/", {"q": "thôn Pò Hèn, xã Hải Sơn, Móng Cái, QN"}).text
    assert f'href="/areas/{FORMER}/"' in text
    assert "known to the commune" in text
    assert re.search(r"Confidence</dt><dd>\d\d", text)


def test_place_that_may_be_several_names_them(reader: Client) -> None:
    text = reader.get("/areas/", {"q": "xã Tân Thành, thôn 4"}).text
    assert "May be" in text
    assert text.count("Xã Tân Thành") > 2


def test_distance_from_a_gate_is_read_on_the_page(reader: Client) -> None:
    text = reader.get("/areas/", {"q": "cách cửa khẩu Hoành Mô 2 km về hướng đông"}).text
    assert "known to the province" in text
    assert "± " in text


def test_former_area_leads_to_the_one_that_carries_it_on(reader: Client) -> None:
    text = reader.get(f"/areas/{FORMER}/").text
    assert "This area ended on 1 Jul 2025" in text
    assert 'href="/areas/vn-2025-22-06724/"' in text
    assert 'href="/picture/?area=vn-2025-22-06724"' in text


def test_area_of_today_names_what_it_was_made_of(reader: Client) -> None:
    assert f'href="/areas/{FORMER}/"' in reader.get("/areas/vn-2025-22-06724/").text


def test_area_without_boundaries_has_no_map(reader: Client) -> None:
    assert "data-island" not in reader.get("/areas/vn-2025-22/").text
    assert reader.get("/areas/vn-2025-22/map.json").json()["features"] == []


def test_area_that_does_not_exist_is_a_404(reader: Client) -> None:
    assert reader.get("/areas/vn-1900-01/").status_code == 404
